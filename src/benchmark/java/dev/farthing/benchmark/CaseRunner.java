package dev.farthing.benchmark;

import io.hyperfoil.api.statistics.StatisticsSnapshot;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Checks the service's answers against its database. */
final class CaseRunner {
    private static final String NOW = "select clock_timestamp()::text";
    private static final String STATEMENTS =
            "select coalesce(sum(calls), 0) from pg_stat_statements where toplevel and dbid ="
                    + " (select oid from pg_database where datname = current_database())";

    private static final double HARDLY_FASTER = 1.05;

    /** A load generator later than this did not keep its schedule. */
    private static final long LATE_MICROS = 50_000;

    private final Postgres postgres;
    private final String database;
    private final App app;
    private final Load load;

    CaseRunner(Postgres postgres, String database, App app) {
        this.postgres = postgres;
        this.database = database;
        this.app = app;
        this.load = new Load(app.port());
    }

    private interface Run {
        Tally run();
    }

    Point closed(Case what, int connections, int seconds) throws SQLException, IOException {
        return measure(what, connections, 0, () -> load.closed(what, connections, seconds));
    }

    Point open(Case what, double rate, int seconds) throws SQLException, IOException {
        return measure(what, Load.OPEN_CONNECTIONS, rate, () -> load.open(what, rate, seconds));
    }

    /** With more connections than the service admits. */
    Overload overload(Case what, int connections, int seconds) {
        return Overload.of(what, connections, load.closed(what, connections, seconds));
    }

    void warm(Case what, int connections, int seconds) {
        if (seconds > 0) {
            load.closed(what, connections, seconds);
        }
    }

    /** Until throughput stops rising: the time to compile hot code depends on the machine. */
    void warmUp(Case what, int connections) {
        double best = 0;
        int steadyRounds = 0;
        for (int round = 0; round < Plan.MOST_ROUNDS && steadyRounds < Plan.STEADY_ROUNDS; round++) {
            Tally tally = load.closed(what, connections, Plan.ROUND);
            double perSecond = tally.answers(what.status()) / tally.seconds();
            steadyRounds = perSecond < best * HARDLY_FASTER ? steadyRounds + 1 : 0;
            best = Math.max(best, perSecond);
        }
    }

    private Point measure(Case what, int connections, double rate, Run run) throws SQLException, IOException {
        String begin = postgres.value(database, NOW);
        long statements = postgres.number(database, STATEMENTS);
        Processes.Cpu before = Processes.Cpu.now(app.pid(), postgres.pid());
        Tally tally = run.run();
        Processes.Cpu after = Processes.Cpu.now(app.pid(), postgres.pid());
        long calls = postgres.number(database, STATEMENTS) - statements;
        StatisticsSnapshot seen = tally.seen();
        long answers = tally.answers(what.status());
        long turnedAway = tally.answers(Overload.TURNED_AWAY);
        Point.Latency sent = Point.Latency.of(tally.sent());
        Point.Latency late = rate == 0 ? null : Point.Latency.of(tally.lateness());
        return new Point(
                what.name(),
                connections,
                rate,
                answers / tally.seconds(),
                rate == 0 ? sent : Point.Latency.of(tally.fromSchedule()),
                sent,
                late,
                TimeUnit.NANOSECONDS.toMillis(seen.blockedTime),
                rate > 0 && (seen.blockedTime > 0 || late.p99Micros() > LATE_MICROS || turnedAway > 0),
                after.since(before, tally.seconds()),
                Processes.residentKilobytes(app.pid()),
                Processes.proportionalKilobytes(postgres.pid()),
                calls / Math.max(1.0, answers),
                turnedAway,
                faults(what, tally, connections, begin));
    }

    private List<String> faults(Case what, Tally tally, int connections, String begin) throws SQLException {
        List<String> faults = new ArrayList<>(tally.strange());
        if (tally.seen().errors() > 0) {
            faults.add(tally.seen().errors() + " requests without an answer");
        }
        long silent = tally.started()
                - tally.statuses().values().stream().mapToLong(Long::longValue).sum();
        if (silent > tally.seen().errors()) {
            faults.add(silent + " requests were sent and not answered by the service");
        }
        long answers = tally.answers(what.status());
        if (answers == 0) {
            faults.add("no answers");
        }
        long entries = postgres.number(database, """
                select count(*) filter (where kind = '%1$s') - 1000000000 * count(*) filter (where kind <> '%1$s')
                from ledger_entry where created_at >= '%2$s'
                """.formatted(what.entries(), begin));
        long expected = what.entries() == null ? 0 : answers;
        // Requests in flight at the end may be written but not answered, never the reverse.
        if (entries < expected || entries > expected + (expected == 0 ? 0 : connections)) {
            faults.add(expected + " answers should have appended an entry each, but the ledger gained " + entries);
        }
        return faults;
    }
}
