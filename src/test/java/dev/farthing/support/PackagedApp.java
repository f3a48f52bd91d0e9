package dev.farthing.support;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The packaged application in its own process: the jar or the native executable, whichever this build made. */
public final class PackagedApp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Process process;
    private final Path log;
    private final int port;

    private PackagedApp(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    public static Map<String, String> production(TestDatabase database) {
        return production(database.config());
    }

    /** The minimal production configuration for this JDBC URL. */
    public static Map<String, String> production(Map<String, String> way) {
        Map<String, String> config = new HashMap<>(way);
        config.put("farthing.base-url", "https://farthing.test");
        config.put("farthing.client.admin-key", Api.ADMIN_KEY);
        config.putAll(PostgresResource.MANY_FROM_ONE_ADDRESS);
        // No load balancer needs to notice the stop.
        config.put("quarkus.shutdown.delay", "0S");
        return config;
    }

    /** Starts it and waits until it is ready. */
    public static PackagedApp start(Map<String, String> config) {
        return start(config, Map.of());
    }

    /** Starts it with part of its configuration in environment variables, and waits until it is ready. */
    public static PackagedApp start(Map<String, String> config, Map<String, String> environment) {
        return launch(config, environment).awaitReady();
    }

    PackagedApp awaitReady() {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                kill();
                throw new IllegalStateException("The packaged app did not start:\n" + log());
            }
            pause();
        }
        return this;
    }

    /** Starts it with configuration that it should refuse, and waits for its end. */
    public static PackagedApp refuse(Map<String, String> config) {
        return refuse(config, Map.of());
    }

    /** Starts it with part of a configuration that it should refuse in environment variables, and waits for its end. */
    public static PackagedApp refuse(Map<String, String> config, Map<String, String> environment) {
        PackagedApp app = launch(config, environment);
        if (app.exited()) {
            return app;
        }
        app.kill();
        throw new IllegalStateException("The packaged app started all the same:\n" + app.log());
    }

    public String baseUrl() {
        return "http://localhost:" + port;
    }

    public Remote remote() {
        return new Remote(baseUrl());
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    public int exitCode() {
        return process.exitValue();
    }

    /** {@code kill -9}: no shutdown hook runs. */
    public void kill() {
        process.destroyForcibly();
        if (!exited()) {
            throw new IllegalStateException("not killed");
        }
    }

    /** SIGTERM, as an orchestrator stops it; waits for the end. */
    public void stop() {
        signalToStop();
        if (!exited()) {
            kill();
        }
    }

    public void signalToStop() {
        process.destroy();
    }

    @Override
    public void close() {
        stop();
    }

    private static PackagedApp launch(Map<String, String> config, Map<String, String> environment) {
        Artifact built = Artifact.built();
        return launch(
                built, built.isNative() ? List.of() : ClassArchive.arguments(built.folder()), config, environment);
    }

    /** @param main what a JVM runs, and its archive; nothing for a native executable */
    static PackagedApp launch(
            Artifact artifact, List<String> main, Map<String, String> config, Map<String, String> environment) {
        int port = freePort();
        List<String> command = command(artifact, main, config, port);
        Path log = Path.of("target", "packaged-app-" + STARTED.incrementAndGet() + ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new PackagedApp(process, log, port);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static List<String> command(Artifact artifact, List<String> main, Map<String, String> config, int port) {
        List<String> command = new ArrayList<>();
        if (artifact.isNative()) {
            command.add(artifact.path().toString());
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            // Each instance is short-lived: the second compiler would not pay.
            command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        }
        config.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dquarkus.http.host=localhost");
        command.add("-Dquarkus.http.port=" + port);
        command.addAll(main);
        return command;
    }

    public boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private boolean exited() {
        try {
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
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
