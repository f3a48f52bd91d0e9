package dev.farthing.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Time to the first paid answer, and memory then, for each variant of a JVM. */
final class Starts {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Otherwise a JVM that cannot use the cache starts without it. */
    private static final String REQUIRED = "-XX:AOTMode=on";

    private final Options options;
    private final Postgres postgres;
    private final String database;
    private final Cases cases;

    Starts(Options options, Postgres postgres, String database, Cases cases) {
        this.options = options;
        this.postgres = postgres;
        this.database = database;
        this.cases = cases;
    }

    /**
     * @param training makes the cache; null if none is needed
     * @param cache its file, or null
     */
    record Variant(String name, App.Launch start, App.Launch training, Path cache) {
        boolean requiresCache() {
            return start.options().contains(REQUIRED);
        }
    }

    private record Result(long millis, long kilobytes) {}

    static List<Variant> variants(Options options) throws IOException {
        List<Variant> variants = new ArrayList<>();
        Jdk running = Jdk.running();
        Jdk newest = Jdk.newest(options);
        variants.addAll(variants(running, options));
        if (newest.feature() > running.feature()) {
            variants.addAll(variants(newest, options));
        }
        return variants;
    }

    private static List<Variant> variants(Jdk jdk, Options options) {
        String heap = "-Xmx" + options.heap();
        String name = "JDK " + jdk.feature();
        Path archive = options.target().resolve("app-" + jdk.feature() + ".jsa");
        String use = "-XX:SharedArchiveFile=" + archive;
        App.Launch archiving = jdk.feature() < 19
                ? jdk.launch(heap, "-XX:ArchiveClassesAtExit=" + archive)
                : jdk.launch(heap, use, "-XX:+AutoCreateSharedArchive");
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant(name, jdk.launch(heap), null, null));
        variants.add(new Variant(name + ", -Xmx128m", jdk.launch("-Xmx128m"), null, null));
        variants.add(new Variant(name + ", AppCDS", jdk.launch(heap, use), archiving, archive));
        if (jdk.feature() >= 25) {
            Path cache = options.target().resolve("app-" + jdk.feature() + ".aot");
            App.Launch training = jdk.launch(heap, "-XX:AOTCacheOutput=" + cache);
            variants.add(new Variant(
                    name + ", AOT cache of a short training",
                    jdk.launch(heap, "-XX:AOTCache=" + cache, REQUIRED),
                    training,
                    cache));
            Path packaged = App.aotCache(options.root());
            if (Files.exists(packaged)) {
                App.Launch start = jdk.launch(heap, "-XX:AOTCache=" + packaged, REQUIRED);
                variants.add(new Variant(name + ", the package's own AOT cache", start, null, packaged));
            }
        }
        return variants;
    }

    /** Medians; empty if a required cache is unusable. */
    Optional<Findings.Start> measure(Variant variant) throws IOException, InterruptedException {
        if (variant.training() != null) {
            train(variant.training());
        }
        if (variant.requiresCache() && !isUsable(variant)) {
            return Optional.empty();
        }
        String name = variant.cache() == null || Files.exists(variant.cache())
                ? variant.name()
                : variant.name() + " (not created)";
        List<Long> millis = new ArrayList<>();
        List<Long> kilobytes = new ArrayList<>();
        for (int i = 0; i < options.starts(); i++) {
            Result result = once(variant.start());
            millis.add(result.millis());
            kilobytes.add(result.kilobytes());
        }
        return Optional.of(new Findings.Start(name, median(millis), median(kilobytes)));
    }

    /** A JVM that cannot use its cache, perhaps another JDK's, exits at once. */
    private boolean isUsable(Variant variant) throws IOException, InterruptedException {
        try (App app = App.launch(options, variant.start(), postgres, database)) {
            return isSelling(app);
        }
    }

    private void train(App.Launch launch) throws IOException, InterruptedException {
        deleteCaches();
        try (App app = App.launch(options, launch, postgres, database)) {
            firstPaid(app);
            for (Case what : cases.all()) {
                if (what.verb() == Case.Verb.GET) {
                    for (int i = 0; i < 20; i++) {
                        send(app, what.requests().get());
                    }
                }
            }
        }
    }

    private Result once(App.Launch launch) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (App app = App.launch(options, launch, postgres, database)) {
            firstPaid(app);
            long nanos = System.nanoTime() - begin;
            return new Result(TimeUnit.NANOSECONDS.toMillis(nanos), Processes.residentKilobytes(app.pid()));
        }
    }

    private void firstPaid(App app) throws InterruptedException {
        if (!isSelling(app)) {
            throw new IllegalStateException("The service sold nothing after its start; see starts.log.");
        }
    }

    /** Retries; false if the service exits or takes too long. */
    private boolean isSelling(App app) throws InterruptedException {
        Request request = cases.paid().requests().get();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end && app.isAlive()) {
            try {
                HttpResponse<String> answer = send(app, request);
                if (answer.statusCode() == 200) {
                    return true;
                }
            } catch (IOException notYet) {
                // Not listening yet.
            }
            Thread.sleep(10);
        }
        return false;
    }

    private static HttpResponse<String> send(App app, Request request) throws IOException, InterruptedException {
        return request.key() == null
                ? app.get(request.path())
                : app.get(request.path(), "Authorization", "Bearer " + request.key());
    }

    /** Caches of earlier runs may belong to another package. */
    private void deleteCaches() {
        try (var files = Files.newDirectoryStream(options.target(), "app-*.{jsa,aot,aot.config}")) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
