package dev.farthing.topup;

import dev.farthing.database.FaultLog;
import dev.farthing.database.SqlStates;
import dev.farthing.web.JobStop;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.trace.TraceIds;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/** Asks processors about pending top-ups and refunds, since events can be lost. */
@ApplicationScoped
public class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    /** Rows leased at once; those not reached wait for their next turn. */
    private static final int BATCH = 20;

    /**
     * Calls or statements without an answer in a row that end a run: each may take a full timeout, but one bad top-up must not stop the
     * rest.
     */
    private static final int MOST_UNANSWERED = 3;

    private final TopUps topUps;
    private final Checkouts checkouts;
    private final ProcessorCalls calls;
    private final Settlement settlement;
    private final TopUpRefunds refunds;
    private final StuckPayments stuck;
    private final JobStop jobs;
    private final Clock clock;

    Reconciliation(
            TopUps topUps,
            Checkouts checkouts,
            ProcessorCalls calls,
            Settlement settlement,
            TopUpRefunds refunds,
            StuckPayments stuck,
            JobStop jobs,
            Clock clock) {
        this.topUps = topUps;
        this.checkouts = checkouts;
        this.calls = calls;
        this.settlement = settlement;
        this.refunds = refunds;
        this.stuck = stuck;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Scheduled(
            every = "${farthing.topup.reconcile-every}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void run() {
        TraceIds.beginJob();
        jobs.run(() -> FaultLog.job(LOG, "The reconciliation of top-ups", this::reconcileAll));
    }

    private void reconcileAll() {
        forEachDue(topUps::due, key -> reconcile(topUps.find(key.clientId(), key.id())));
        forEachDue(topUps::refundsDue, key -> refunds.send(key.clientId(), key.id()));
        if (!jobs.isStopping()) {
            stuck.measure();
        }
    }

    private void reconcile(TopUp found) {
        if (found.session == null && found.expiresAt.isBefore(clock.instant())) {
            topUps.expire(found);
            return;
        }
        TopUp topUp = checkouts.withCheckout(found);
        settlement.answer(topUp, calls.ask(topUp.processor, processor -> processor.state(topUp)));
    }

    private void forEachDue(IntFunction<List<TopUp.Key>> lease, Consumer<TopUp.Key> work) {
        int unanswered = 0;
        List<TopUp.Key> due;
        do {
            due = lease.apply(BATCH);
            for (TopUp.Key key : due) {
                if (jobs.isStopping() || unanswered == MOST_UNANSWERED) {
                    return;
                }
                unanswered = isAnswered(key, work) ? 0 : unanswered + 1;
            }
        } while (due.size() == BATCH);
    }

    /** False without an answer of the processor or the database; any other failure concerns this row alone. */
    private static boolean isAnswered(TopUp.Key key, Consumer<TopUp.Key> work) {
        try {
            work.accept(key);
        } catch (Problem problem) {
            if (problem.code() == ProblemCode.PROCESSOR_UNAVAILABLE) {
                return false;
            }
            LOG.errorf("Top-up or refund %s cannot be reconciled: %s", key.id(), problem.getMessage());
        } catch (RuntimeException fault) {
            FaultLog.error(LOG, fault, "Top-up or refund " + key.id() + " cannot be reconciled");
            return !SqlStates.isUnavailable(fault);
        }
        return true;
    }
}
