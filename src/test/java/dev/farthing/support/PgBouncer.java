package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Debian's PgBouncer in transaction mode, with fewer server connections than the application's pool, so that reliance on
 * session state fails.
 */
public final class PgBouncer implements AutoCloseable {
    /** The JDBC URL suffix for PgBouncer before 1.21, which does not support prepared statements in transaction mode. */
    public static final String URL_PARAMETERS = "?prepareThreshold=0";

    public static final int SERVER_CONNECTIONS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern SETTING = Pattern.compile("(?m)^([a-z_]+) = (\\w+)\\b");

    private static PgBouncer shared;

    private final Process process;
    private final Path log;
    private final int port;

    private PgBouncer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** CI installs it; a developer's machine may have none, and the test is skipped. */
    public static void assumeInstalled() {
        boolean installed = executable().isPresent();
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(installed, "CI needs pgbouncer: apt-get install pgbouncer");
        }
        assumeTrue(installed, "no pgbouncer here");
    }

    /** The one in front of the database of this JVM's tests. */
    public static synchronized PgBouncer shared() {
        if (shared == null) {
            shared = start(TestDatabase.shared());
        }
        return shared;
    }

    /** Starts one in front of the server of this database. */
    public static PgBouncer start(TestDatabase database) {
        try {
            Path directory = Files.createTempDirectory("pgbouncer");
            int port = freePort();
            Path users = write(directory.resolve("users.txt"), "\"farthing_login\" \"login\"\n");
            Path rules = write(directory.resolve("rules.txt"), """
                    host pgbouncer farthing_login 127.0.0.1/32 trust
                    host all all 127.0.0.1/32 scram-sha-256
                    """);
            Path config = write(directory.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=127.0.0.1 port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = hba
                    auth_hba_file = %s
                    auth_file = %s
                    admin_users = farthing_login
                    pool_mode = transaction
                    default_pool_size = %d
                    max_client_conn = 200
                    %s
                    """.formatted(
                            database.port(), port, rules, users, SERVER_CONNECTIONS, timeouts()));
            // It refuses to run as root, so it is told which user to become; that user has to be able to read these
            // files.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            List<String> command = new ArrayList<>();
            command.add(executable().orElseThrow().toString());
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(List.of("-u", "nobody"));
            }
            command.add(config.toString());
            Path log = directory.resolve("pgbouncer.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            PgBouncer bouncer = new PgBouncer(process, log, port);
            Runtime.getRuntime().addShutdownHook(new Thread(bouncer::close));
            bouncer.awaitReady();
            return bouncer;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** The settings in {@code deploy/README.md}, so that tests run with what it recommends. */
    public static Map<String, String> documented() {
        try {
            String guide = Files.readString(Path.of("deploy", "README.md"));
            Map<String, String> settings = new TreeMap<>();
            Matcher line =
                    SETTING.matcher(guide.replaceFirst("(?s)^.*```ini", "").replaceFirst("(?s)```.*$", ""));
            while (line.find()) {
                settings.put(line.group(1), line.group(2));
            }
            return settings;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String timeouts() {
        return documented().entrySet().stream()
                .filter(setting -> !setting.getKey().startsWith("pool_mode")
                        && !setting.getKey().startsWith("default_pool_size"))
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    public Map<String, String> config(TestDatabase database) {
        return database.configAt(port, URL_PARAMETERS);
    }

    /** A table of its admin console, such as {@code show pools}: rows by column name. */
    public List<Map<String, String>> console(String command) {
        try {
            return PgBouncerConsole.ask(port, command);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    public long transactions(String database) {
        return console("show stats_totals").stream()
                .filter(row -> row.get("database").equals(database))
                .mapToLong(row -> Long.parseLong(row.get("xact_count")))
                .sum();
    }

    /** The row of {@code show pools} for this database. */
    public Map<String, String> pool(String database) {
        return console("show pools").stream()
                .filter(row -> row.get("database").equals(database))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it has more client connections than server connections. */
    public static boolean isCrowded(Map<String, String> pool) {
        int clients = number(pool, "cl_active") + number(pool, "cl_waiting");
        int servers = number(pool, "sv_active") + number(pool, "sv_idle") + number(pool, "sv_used");
        return servers >= 1 && servers <= SERVER_CONNECTIONS && clients > SERVER_CONNECTIONS;
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }

    @Override
    public void close() {
        process.destroy();
        if (Files.exists(log.getParent())) {
            Temporary.remove(log.getParent());
        }
    }

    private void awaitReady() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                console("show version");
                return;
            } catch (UncheckedIOException notYet) {
                if (!process.isAlive() || Instant.now().isAfter(end)) {
                    throw new IllegalStateException("PgBouncer did not start:\n" + Files.readString(log), notYet);
                }
            }
            pause();
        }
    }

    private static Optional<Path> executable() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
