package dev.farthing.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** With the durability and roles of production. */
final class Postgres implements AutoCloseable {
    static final Map<String, String> SETTINGS = settings();

    private final EmbeddedPostgres server;
    private final Path data;

    private Postgres(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    static Postgres start(Path target) throws IOException, SQLException {
        Path data = target.resolve("postgres");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setOverrideWorkingDirectory(target.resolve("postgres-binaries").toFile());
        SETTINGS.forEach(builder::setServerConfig);
        Postgres postgres = new Postgres(builder.start(), data);
        try (Connection connection = postgres.asSuperuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create role farthing_owner login password 'owner'");
            statement.execute("create role farthing_app nologin");
            statement.execute("create role farthing_report nologin");
            statement.execute("create role farthing_login login password 'login' in role farthing_app");
        }
        return postgres;
    }

    void create(String database) throws SQLException {
        try (Connection connection = asSuperuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database + " owner farthing_owner");
        }
        try (Connection connection = asSuperuser(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create extension pg_stat_statements");
        }
    }

    void drop(String database) throws SQLException {
        try (Connection connection = asSuperuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database " + database + " with (force)");
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    Connection asSuperuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "postgres");
    }

    /** With the service's own privileges. */
    Connection asApplication(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "farthing_login", "login");
    }

    /**
     * Writes a checkpoint and preallocates WAL files, as after a day's run. Otherwise a commit waits at the end of each
     * file until the next is filled with zeros: 15 ms on an idle machine.
     */
    void readyLog(String database, int files) throws SQLException {
        try (Connection connection = asSuperuser(database);
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < files; i++) {
                statement.execute(
                        "select pg_logical_emit_message(true, 'benchmark', 'the next file'), pg_switch_wal()");
            }
            statement.execute("checkpoint");
        }
    }

    String value(String database, String sql) throws SQLException {
        try (Connection connection = asSuperuser(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    long number(String database, String sql) throws SQLException {
        return Long.parseLong(value(database, sql));
    }

    long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        // The grown tables fit, as in a well-sized installation.
        settings.put("shared_buffers", "4GB");
        // Checkpoints by time, as on a server configured for its load.
        settings.put("max_wal_size", "16GB");
        settings.put("min_wal_size", "5GB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("max_connections", "300");
        settings.put("shared_preload_libraries", "pg_stat_statements");
        settings.put("pg_stat_statements.track", "all");
        return settings;
    }
}
