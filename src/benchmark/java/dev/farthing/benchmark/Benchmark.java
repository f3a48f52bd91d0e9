package dev.farthing.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Run by {@code ./mvnw -f src/benchmark/pom.xml verify}. */
public final class Benchmark {
    private static final List<Integer> LIMIT_CONNECTIONS = List.of(1, 2, 4, 8, 16, 32, 64);
    private static final int WARMING = 32;
    /** 16 MB each: more than all cases write. */
    private static final int LOG_FILES = 300;

    private static final String SMALL = "small";
    private static final String GROWN = "grown";

    private final Options options;
    private final Postgres postgres;
    private final Findings findings;
    private final Progress progress;

    private Benchmark(Options options, Postgres postgres, Findings findings, Progress progress) {
        this.options = options;
        this.postgres = postgres;
        this.findings = findings;
        this.progress = progress;
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.read();
        Files.createDirectories(options.target());
        for (String log : List.of("app.log", "starts.log")) {
            Files.deleteIfExists(options.target().resolve(log));
        }
        if (options.pack()) {
            Packaging.run(options.root());
        }
        Findings findings = new Findings();
        try (Postgres postgres = Postgres.start(options.target())) {
            new Benchmark(
                            options,
                            postgres,
                            findings,
                            Plan.progress(options, Starts.variants(options).size()))
                    .run();
        }
        System.out.println(Report.write(options, findings));
        System.exit(findings.faults.isEmpty() ? 0 : 1);
    }

    private void run() throws Exception {
        Cases cases = measureSmall();
        starts(cases);
        checkBooks(SMALL);
        if (options.growth()) {
            postgres.drop(SMALL);
            measureGrown();
            checkBooks(GROWN);
        }
        App.errors(options).forEach(line -> findings.faults.add("The service logged an error: " + line));
    }

    private Cases measureSmall() throws Exception {
        Shop shop = new Shop(options.size());
        fill(SMALL, shop, Plan.FILL);
        try (App app = App.start(options, postgres, SMALL)) {
            app.awaitAudit();
            Cases cases = new Cases(shop, etag(app, shop));
            Machine.describe(options, postgres, SMALL, findings.machine);
            CaseRunner runner = new CaseRunner(postgres, SMALL, app);
            Statements.reset(postgres, SMALL);
            closed(runner, wanted(cases), findings.closed);
            findings.statements.addAll(Statements.costliest(postgres, SMALL));
            limit(cases, app);
            open(runner, cases);
            overload(runner, cases);
            return cases;
        }
    }

    private void measureGrown() throws Exception {
        Shop shop = new Shop(options.size().grown());
        fill(GROWN, shop, Plan.FILL_GROWN);
        try (App app = App.start(options, postgres, GROWN)) {
            app.awaitAudit();
            Cases cases = new Cases(shop, etag(app, shop));
            closed(new CaseRunner(postgres, GROWN, app), asking(cases), findings.grown);
        }
    }

    private List<Case> wanted(Cases cases) {
        return cases.all().stream().filter(what -> options.wants(what.name())).toList();
    }

    private List<Case> asking(Cases cases) {
        return wanted(cases).stream()
                .filter(what -> Plan.asksTheDatabase(what.name()))
                .toList();
    }

    private void fill(String database, Shop shop, double seconds)
            throws SQLException, IOException, InterruptedException {
        progress.next("Filling the database with " + shop.size(), seconds);
        postgres.create(database);
        App.start(options, postgres, database).close();
        ShopLoader.fill(postgres, database, shop);
        postgres.readyLog(database, options.smoke() ? 1 : LOG_FILES);
        checkBooks(database);
        Progress.say("The books balance: every account follows from its entries, every purchase has its own.");
    }

    private void checkBooks(String database) throws SQLException {
        String faults = Books.faults(postgres, database);
        if (!faults.isEmpty()) {
            findings.faults.add("The books of '" + database + "' are wrong: " + faults);
        }
    }

    private void closed(CaseRunner runner, List<Case> wanted, List<Point> to) throws SQLException, IOException {
        progress.next(
                "Warming up",
                wanted.stream()
                        .mapToDouble(what -> Plan.warmup(options, what.name()))
                        .sum());
        for (Case what : wanted) {
            runner.warm(what, WARMING, Plan.warmup(options, what.name()));
        }
        for (Case what : wanted) {
            if (!options.smoke()) {
                progress.next(what.title() + ", warming up", Plan.rounds());
                runner.warmUp(what, WARMING);
            }
            for (int connections : options.connections()) {
                progress.next(what.title() + ", " + connections + " connections", Plan.point(options));
                runner.warm(what, connections, options.warmup());
                add(to, what, Point.BY_THROUGHPUT, () -> runner.closed(what, connections, options.seconds()));
            }
        }
    }

    private void limit(Cases cases, App app) throws InterruptedException, ExecutionException, IOException {
        if (!options.limit()) {
            return;
        }
        PlainJdbc jdbc = new PlainJdbc(postgres, SMALL, cases);
        jdbc.perSecond(4, 1, () -> {}, () -> {});
        for (int connections : options.smoke() ? List.of(4) : LIMIT_CONNECTIONS) {
            progress.next("plain JDBC, " + connections + " connections", Plan.limit(options));
            Processes.Meter cores = new Processes.Meter(app.pid(), postgres.pid());
            double perSecond = jdbc.perSecond(connections, options.seconds(), cores::begin, cores::end);
            findings.limit.add(new Findings.Limit(connections, perSecond, cores.busy()));
            Progress.say(Math.round(perSecond) + " purchases a second");
        }
    }

    private void open(CaseRunner runner, Cases cases) throws SQLException, IOException {
        if (!options.open()) {
            return;
        }
        for (Case what : asking(cases)) {
            for (int percent : options.smoke() ? List.of(50) : Plan.OPEN_PERCENT) {
                double rate = Math.max(1, Math.floor(Findings.best(findings.closed, what.name()) * percent / 100));
                progress.next(what.title() + ", " + percent + " % of the maximum", Plan.point(options));
                runner.warm(what, WARMING, options.warmup());
                add(findings.open, what, Point.BY_P99, () -> runner.open(what, rate, options.seconds()));
            }
        }
    }

    private void overload(CaseRunner runner, Cases cases) {
        if (options.overload() == 0) {
            return;
        }
        progress.next("overload, " + options.overload() + " connections", Plan.point(options));
        runner.warm(cases.paid(), options.overload(), options.warmup());
        findings.overload = runner.overload(cases.paid(), options.overload(), options.seconds());
        findings.faults.addAll(findings.overload.faults());
    }

    private void starts(Cases cases) throws IOException, InterruptedException {
        if (options.starts() == 0) {
            return;
        }
        Starts starts = new Starts(options, postgres, SMALL, cases);
        for (Starts.Variant variant : Starts.variants(options)) {
            progress.next("starts with " + variant.name(), Plan.starting(options));
            starts.measure(variant).ifPresentOrElse(this::started, () -> unusable(variant));
        }
    }

    private void started(Findings.Start start) {
        findings.starts.add(start);
        Progress.say("first paid answer after %,d ms, RSS %d MB"
                .formatted(start.firstPaidMillis(), start.residentKilobytes() / 1024));
    }

    private void unusable(Starts.Variant variant) {
        findings.machine.put("Left out: " + variant.name(), "the service does not start with it, see starts.log");
        Progress.say("left out: the service does not start with it; see starts.log");
    }

    private interface Measured {
        Point run() throws SQLException, IOException;
    }

    /** Keeps the median run and the faults of all. */
    private void add(List<Point> to, Case what, Comparator<Point> order, Measured measured)
            throws SQLException, IOException {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < options.repeats(); i++) {
            points.add(measured.run());
        }
        points.forEach(each -> findings.addFaults(each, what.title()));
        points.sort(order);
        Point point = points.get(points.size() / 2);
        to.add(point);
        Progress.say("%,.0f each second, p50 %,d, p99 %,d microseconds%s"
                .formatted(
                        point.perSecond(),
                        point.latency().p50Micros(),
                        point.latency().p99Micros(),
                        point.faults().isEmpty() ? "" : "; INVALID: " + point.faults()));
    }

    private static String etag(App app, Shop shop) throws IOException, InterruptedException {
        return app.get("/v1/articles/" + Shop.slug(shop.freeArticle(0)))
                .headers()
                .firstValue("etag")
                .orElseThrow();
    }
}
