package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.farthing.database.SqlStates;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL with durable writes, an owner for migrations and a login for the application. */
public final class TestDatabase {
    /** Durability as in production; an embedded server turns it off by default. */
    static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "200",
            "shared_preload_libraries", "pg_stat_statements");

    private static TestDatabase shared;

    private final EmbeddedPostgres postgres;
    private final String name;

    TestDatabase(EmbeddedPostgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    /** The database of this JVM's tests, started on first use. */
    public static synchronized TestDatabase shared() {
        if (shared == null) {
            shared = onItsOwnServer(Map.of());
        }
        return shared;
    }

    /** A database on a server of its own, with these additional settings. */
    public static TestDatabase onItsOwnServer(Map<String, String> settings) {
        EmbeddedPostgres postgres = startServer(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
        TestDatabase database = new TestDatabase(postgres, "farthing");
        database.create();
        return database;
    }

    /** Another, empty database on the same server, for a test that needs its own books. */
    public TestDatabase another(String name) {
        TestDatabase other = new TestDatabase(postgres, name);
        other.createDatabase();
        return other;
    }

    /** The application's configuration for it. */
    public Map<String, String> config() {
        return Map.of(
                "quarkus.datasource.jdbc.url", url(),
                "quarkus.datasource.username", "farthing_login",
                "quarkus.datasource.password", "login",
                "quarkus.flyway.username", "farthing_owner",
                "quarkus.flyway.password", "owner");
    }

    /** The configuration for another port of this machine, such as PgBouncer's. Migrations go to the server itself. */
    public Map<String, String> configAt(int port, String parameters) {
        Map<String, String> config = new HashMap<>(config());
        config.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:" + port + "/" + name + parameters);
        config.put("quarkus.flyway.jdbc-url", url());
        return config;
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port() + "/" + name;
    }

    public int port() {
        return postgres.getPort();
    }

    public Connection asApplication() throws SQLException {
        return DriverManager.getConnection(url(), "farthing_login", "login");
    }

    public Connection asReports() throws SQLException {
        return DriverManager.getConnection(url(), "farthing_reports", "reports");
    }

    /** A superuser's connection, to inspect and to break things on purpose. */
    public Connection asSuperuser() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "postgres");
    }

    /** Rows of a query as text, read by the superuser. */
    public List<List<String>> rows(String sql, Object... parameters) {
        try (Connection connection = asSuperuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<List<String>> rows = new ArrayList<>();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(result.getString(column));
                    }
                    rows.add(row);
                }
                return rows;
            }
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    public String value(String sql, Object... parameters) {
        return rows(sql, parameters).get(0).get(0);
    }

    /** Number of statements that wait for a lock on this table. */
    public int waitingFor(String table) {
        return Integer.parseInt(value("""
                select count(*) from pg_locks
                where not granted and relation = '%s'::regclass
                  and database = (select oid from pg_database where datname = current_database())
                """.formatted(table)));
    }

    public void execute(String sql) {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Asserts that the constraint stops even the superuser. */
    public void assertRefused(String constraint, String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> run(sql, asSuperuser()));
        assertEquals(constraint, SqlStates.constraint(refused), refused.getMessage());
    }

    /** Asserts that the application's role lacks the privilege. */
    public void assertForbidden(String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> run(sql, asApplication()));
        assertEquals("42501", refused.getSQLState(), refused.getMessage());
    }

    private static void run(String sql, Connection as) throws SQLException {
        try (as;
                Statement statement = as.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Creates the roles and the database, as an installation does. */
    void create() {
        Installation.statements().forEach(this::onTheServer);
    }

    private void createDatabase() {
        Installation.statements(name).forEach(this::onTheServer);
    }

    private void onTheServer(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException fault) {
            throw new IllegalStateException(sql, fault);
        }
    }

    private static EmbeddedPostgres startServer(Map<String, String> settings) {
        try {
            EmbeddedPostgres.Builder builder =
                    EmbeddedPostgres.builder().setDataDirectory(Temporary.directoryInMemory("test-postgres"));
            SETTINGS.forEach(builder::setServerConfig);
            settings.forEach(builder::setServerConfig);
            return builder.start();
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
