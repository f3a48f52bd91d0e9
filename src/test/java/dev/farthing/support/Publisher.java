package dev.farthing.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.farthing.support.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A publisher's shell, in a folder of its own beside the repository's deploy. */
public final class Publisher {
    private static final Pattern README_COMMAND = Pattern.compile("(?m)^deploy/publish .*$");

    private final Path home;
    private final String url;

    /** @param exit its code */
    public record Result(int exit, List<String> lines) {
        /** The line about this file. */
        public String of(String file) {
            return lines.stream()
                    .filter(line -> line.endsWith("  " + file) || line.endsWith(" <- " + file))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(file + " in " + String.join("\n", lines)));
        }
    }

    public Publisher(Path home) {
        this(home, Request.baseUrl());
    }

    public Publisher(Path home, String url) {
        this.home = home;
        this.url = url;
        try {
            Files.createSymbolicLink(home.resolve("deploy"), Path.of("deploy").toAbsolutePath());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** The README's command. */
    public static String readmeCommand() {
        try {
            Matcher command = README_COMMAND.matcher(Files.readString(Path.of("README.md")));
            if (!command.find()) {
                throw new AssertionError("The README names no command");
            }
            return command.group();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Arrange with it, too: a JVM in an ASCII locale cannot create files of other names. */
    public Result run(String script) {
        try {
            Path file = Files.createTempFile("script", ".sh");
            Files.writeString(file, script);
            ProcessBuilder shell = new ProcessBuilder("/bin/sh", file.toString())
                    .directory(home.toFile())
                    .redirectErrorStream(true);
            shell.environment().put("FARTHING_KEY", Api.ADMIN_KEY);
            shell.environment().put("FARTHING_URL", url);
            Process process = shell.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("It does not end: " + output);
            }
            Files.delete(file);
            return new Result(process.exitValue(), output.lines().toList());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
