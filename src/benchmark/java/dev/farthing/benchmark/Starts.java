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

/** How long a start takes until the first paid answer, and how large the process is then, in each form a JVM offers. */
final class Starts {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** With it the cache is required; without, a JVM that cannot take it starts as if there were none. */
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
     * One form.
     *
     * @param training how to run once so that there is a cache; null where none is needed
     * @param cache what the training must leave
     */
    record Form(String name, App.Form start, App.Form training, Path cache) {
        boolean requiresCache() {
            return start.options().contains(REQUIRED);
        }
    }

    /** One start. */
    private record Seen(long millis, long kilobytes) {}

    static List<Form> forms(Options options) throws IOException {
        List<Form> forms = new ArrayList<>();
        Jdk running = Jdk.running();
        Jdk newest = Jdk.newest(options);
        forms.addAll(forms(running, options));
        if (newest.feature() > running.feature()) {
            forms.addAll(forms(newest, options));
        }
        return forms;
    }

    private static List<Form> forms(Jdk jdk, Options options) {
        String heap = "-Xmx" + options.heap();
        String name = "JDK " + jdk.feature();
        Path archive = options.target().resolve("app-" + jdk.feature() + ".jsa");
        String use = "-XX:SharedArchiveFile=" + archive;
        App.Form archiving = jdk.feature() < 19
                ? jdk.form(heap, "-XX:ArchiveClassesAtExit=" + archive)
                : jdk.form(heap, use, "-XX:+AutoCreateSharedArchive");
        List<Form> forms = new ArrayList<>();
        forms.add(new Form(name, jdk.form(heap), null, null));
        forms.add(new Form(name + ", -Xmx128m", jdk.form("-Xmx128m"), null, null));
        forms.add(new Form(name + ", AppCDS", jdk.form(heap, use), archiving, archive));
        if (jdk.feature() >= 25) {
            Path cache = options.target().resolve("app-" + jdk.feature() + ".aot");
            App.Form training = jdk.form(heap, "-XX:AOTCacheOutput=" + cache);
            forms.add(new Form(
                    name + ", AOT cache of a short training",
                    jdk.form(heap, "-XX:AOTCache=" + cache, REQUIRED),
                    training,
                    cache));
            Path packaged = App.aotCache(options.root());
            if (Files.exists(packaged)) {
                App.Form start = jdk.form(heap, "-XX:AOTCache=" + packaged, REQUIRED);
                forms.add(new Form(name + ", the package's own AOT cache", start, null, packaged));
            }
        }
        return forms;
    }

    /** The median of as many starts as were asked for; nothing where the service does not start with the cache that it must have. */
    Optional<Findings.Start> measure(Form form) throws IOException, InterruptedException {
        if (form.training() != null) {
            train(form.training());
        }
        if (form.requiresCache() && !isUsable(form)) {
            return Optional.empty();
        }
        String name =
                form.cache() == null || Files.exists(form.cache()) ? form.name() : form.name() + " (was not made)";
        List<Long> millis = new ArrayList<>();
        List<Long> kilobytes = new ArrayList<>();
        for (int i = 0; i < options.starts(); i++) {
            Seen seen = once(form.start());
            millis.add(seen.millis());
            kilobytes.add(seen.kilobytes());
        }
        return Optional.of(new Findings.Start(name, median(millis), median(kilobytes)));
    }

    /** A JVM that cannot take its cache, which may be of another JDK, ends at once. */
    private boolean isUsable(Form form) throws IOException, InterruptedException {
        try (App app = App.launch(options, form.start(), postgres, database)) {
            return isSelling(app);
        }
    }

    private void train(App.Form form) throws IOException, InterruptedException {
        deleteCaches();
        try (App app = App.launch(options, form, postgres, database)) {
            firstPaid(app);
            for (Case what : cases.all()) {
                if (what.verb() == Case.Verb.GET) {
                    for (int i = 0; i < 20; i++) {
                        ask(app, what.asks().get());
                    }
                }
            }
        }
    }

    private Seen once(App.Form form) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (App app = App.launch(options, form, postgres, database)) {
            firstPaid(app);
            long nanos = System.nanoTime() - begin;
            return new Seen(TimeUnit.NANOSECONDS.toMillis(nanos), Processes.residentKilobytes(app.pid()));
        }
    }

    private void firstPaid(App app) throws InterruptedException {
        if (!isSelling(app)) {
            throw new IllegalStateException("The service did not sell anything after its start; see starts.log.");
        }
    }

    /** Asks until something is sold; false where the service has ended before, or needs too long. */
    private boolean isSelling(App app) throws InterruptedException {
        Ask ask = cases.paid().asks().get();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end && app.isAlive()) {
            try {
                HttpResponse<String> answer = ask(app, ask);
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

    private static HttpResponse<String> ask(App app, Ask ask) throws IOException, InterruptedException {
        return ask.key() == null ? app.get(ask.path()) : app.get(ask.path(), "Authorization", "Bearer " + ask.key());
    }

    /** A cache of an earlier run may be of another package. */
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
