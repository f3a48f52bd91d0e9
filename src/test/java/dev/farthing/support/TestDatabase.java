package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.farthing.web.DatabaseFaults;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL that waits for its disk, with an owner for migrations and a login for the application. */
public final class TestDatabase {
    private static TestDatabase shared;

    private final EmbeddedPostgres postgres;
    private final String name;

    private TestDatabase(EmbeddedPostgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    /** The database of this JVM's tests, started when first asked for. */
    public static synchronized TestDatabase shared() {
        if (shared == null) {
            shared = onItsOwnServer(Map.of());
        }
        return shared;
    }

    /** A database on a server of its own, with these settings besides. */
    public static TestDatabase onItsOwnServer(Map<String, String> settings) {
        EmbeddedPostgres postgres = startServer(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
        TestDatabase database = new TestDatabase(postgres, "farthing");
        database.create();
        return database;
    }

    /** Another, empty database on the same server, for a test that wants its own books. */
    public TestDatabase another(String name) {
        TestDatabase other = new TestDatabase(postgres, name);
        other.createDatabase();
        return other;
    }

    /** What the application has to know of it. */
    public Map<String, String> config() {
        return Map.of(
                "quarkus.datasource.jdbc.url", url(),
                "quarkus.datasource.username", "farthing_login",
                "quarkus.datasource.password", "login",
                "quarkus.flyway.username", "farthing_owner",
                "quarkus.flyway.password", "owner");
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name;
    }

    /** A connection as the application's own role. */
    public Connection asApplication() throws SQLException {
        return DriverManager.getConnection(url(), "farthing_login", "login");
    }

    /** A connection that may do everything, for looking and for breaking things on purpose. */
    public Connection asSuperuser() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "postgres");
    }

    /** The rows of a query as lists of text, read by the superuser. */
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

    /** The only value of a query, as text. */
    public String value(String sql, Object... parameters) {
        return rows(sql, parameters).get(0).get(0);
    }

    /** Runs a statement as the superuser. */
    public void execute(String sql) {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Not even who may do everything gets past the constraint. */
    public void assertRefused(String constraint, String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> run(sql, asSuperuser()));
        assertEquals(constraint, DatabaseFaults.constraint(refused), refused.getMessage());
    }

    /** The application's own role has no right to it. */
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

    private void create() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role farthing_owner login password 'owner'");
            statement.execute("create role farthing_app nologin");
            statement.execute("create role farthing_login login password 'login' in role farthing_app");
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
        createDatabase();
    }

    private void createDatabase() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner farthing_owner");
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** With the disk's guarantees on, which an embedded server leaves off by default: the books are tested as they run. */
    private static EmbeddedPostgres startServer(Map<String, String> settings) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements");
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
