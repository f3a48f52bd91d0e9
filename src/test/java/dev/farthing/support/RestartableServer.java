package dev.farthing.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of one test, stopped and restarted on the same port and data. */
public final class RestartableServer implements AutoCloseable {
    private final Path data;
    private final TestDatabase database;
    private EmbeddedPostgres postgres;

    private RestartableServer(Path data) throws IOException {
        this.data = data;
        this.postgres = start(0);
        this.database = new TestDatabase(postgres, "farthing");
    }

    /** Starts it, with a database and the roles. */
    public static RestartableServer start() {
        try {
            RestartableServer server = new RestartableServer(Temporary.directoryInMemory("restartable-postgres"));
            server.database.create();
            return server;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Usable while the server runs. */
    public TestDatabase database() {
        return database;
    }

    /** Stops in fast mode, as for maintenance: aborts transactions, closes connections and writes everything. */
    public void stop() {
        try {
            postgres.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Stops in immediate mode, as when its machine dies: the next start recovers from the log. */
    public void crash() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            postmaster.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
        // Releases the directory.
        stop();
    }

    public void startAgain() {
        try {
            postgres = start(database.port());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** A standby that has been promoted, as by a failover, while this server goes on: it is on a timeline of its own. */
    public RestartableServer promotedCopy() {
        stop();
        try {
            Path copied = Temporary.directoryInMemory("promoted-postgres");
            Temporary.copy(data, copied);
            Files.createFile(copied.resolve("standby.signal"));
            startAgain();
            RestartableServer promoted = new RestartableServer(copied);
            promoted.database.value("select pg_promote()");
            return promoted;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public void close() {
        stop();
        Temporary.remove(data);
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setPort(port);
        TestDatabase.SETTINGS.forEach(builder::setServerConfig);
        return builder.start();
    }
}
