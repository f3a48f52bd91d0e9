package dev.farthing.support;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser that opens a page of another origin and returns what its script writes into the page. */
public final class Browser {
    private static final int PATIENCE_S = 60;

    private Browser() {}

    /** The installed Chromium; CI installs it, a developer's machine may have none. */
    public static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The DOM of {@code html}, served from its own origin, after its scripts have run. */
    public static String dom(Path chromium, String html) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html;charset=UTF-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        Path profile = Files.createTempDirectory(Path.of("target"), "browser");
        Path output = profile.resolve("dom.html");
        try {
            Process browser = new ProcessBuilder(List.of(
                            chromium.toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--user-data-dir=" + profile.toAbsolutePath(),
                            "--virtual-time-budget=20000",
                            "--dump-dom",
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!browser.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                browser.destroyForcibly();
                throw new IllegalStateException("The browser did not finish.");
            }
            return Files.readString(output);
        } finally {
            server.stop(0);
        }
    }
}
