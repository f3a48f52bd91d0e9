package dev.farthing.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged service in a process of its own. */
final class App implements AutoCloseable {
    static final String ADMIN_KEY = "benchmark-admin-key-of-more-than-32-characters";

    private static final String LOG = "app.log";
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final long PATIENCE_SECONDS = 120;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final int port;

    private App(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    record Launch(Path java, List<String> options, String log) {
        static Launch of(Options options) {
            List<String> jvm = new ArrayList<>(List.of("-Xmx" + options.heap()));
            jvm.addAll(options.jvmOptions());
            return new Launch(Path.of(System.getProperty("java.home"), "bin", "java"), jvm, LOG);
        }
    }

    static boolean isPackaged(Path root) {
        return Files.exists(root.resolve(JAR));
    }

    /** Made by {@code verify -Daot} for the images. */
    static Path aotCache(Path root) {
        return root.resolve(JAR).resolveSibling("app.aot");
    }

    static App launch(Options options, Launch launch, Postgres postgres, String database) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(launch.java().toString());
        command.addAll(launch.options());
        config(postgres.url(database), options.auditEvery(), port)
                .forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", options.root().resolve(JAR).toString()));
        Path log = options.target().resolve(launch.log());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        App app = new App(process, log, port);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return app;
    }

    static App start(Options options, Postgres postgres, String database) throws IOException, InterruptedException {
        App app = launch(options, Launch.of(options), postgres, database);
        app.await("/q/health/ready", answer -> answer.statusCode() == 200);
        return app;
    }

    /** The first audit reads the whole ledger and would disturb measurements. */
    void awaitAudit() throws IOException, InterruptedException {
        await("/q/health/well", answer -> !answer.body().contains("not run yet"));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static List<String> errors(Options options) {
        try (Stream<String> lines = Files.lines(options.target().resolve(LOG))) {
            return lines.filter(line -> line.contains(" ERROR ")).toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private interface Condition {
        boolean holds(HttpResponse<String> answer);
    }

    private void await(String path, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                if (condition.holds(get(path))) {
                    return;
                }
            } catch (IOException notYet) {
                // Not listening yet.
            }
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException("The service did not become ready; its log is " + log);
            }
            Thread.sleep(100);
        }
    }

    private static Map<String, String> config(String url, String auditEvery, int port) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("quarkus.http.host", "127.0.0.1");
        config.put("quarkus.http.port", Integer.toString(port));
        config.put("quarkus.datasource.jdbc.url", url);
        config.put("quarkus.datasource.username", "farthing_login");
        config.put("quarkus.datasource.password", "login");
        config.put("quarkus.flyway.username", "farthing_owner");
        config.put("quarkus.flyway.password", "owner");
        config.put("quarkus.shutdown.delay", "0S");
        // Above the connections of any case: a next request may arrive before the last one is counted as done.
        config.put("farthing.max-requests-on-workers", "280");
        config.put("farthing.base-url", "https://farthing.test");
        config.put("farthing.client.admin-key", ADMIN_KEY);
        config.put("farthing.client.registration-limit", "1000000");
        config.put("farthing.ledger.audit-every", auditEvery);
        config.put("farthing.topup.processor", "sandbox");
        config.put("farthing.topup.link-keys", "k1:the-benchmark-signs-links-with-this-7c1f09ab");
        config.put("farthing.topup.sandbox.gives-credit-for-nothing", "true");
        config.put("farthing.topup.sandbox.webhook-secret", "the-benchmark-signs-events-5d82c4be");
        config.put("farthing.topup.sandbox.fingerprint-key", "the-benchmark-hashes-cards-90ab3e71");
        return config;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
