package dev.farthing.topup;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.trace.TraceIds;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Asks the processor about top-ups that stay pending and refunds that are under way, since events can be lost.
 *
 * <p>Each instance takes what is due for itself with one statement, so several work side by side; what is asked again is asked
 * ever more seldom, up to once an hour.
 */
@ApplicationScoped
public class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    /** So many at a time: what is leased and not asked for, because the processor went away, waits for its next turn. */
    private static final int AT_ONCE = 20;

    private final TopUps topUps;
    private final Checkouts checkouts;
    private final Processors processors;
    private final Settlement settling;
    private final TopUpRefunds refunds;
    private final StuckPayments stuck;

    Reconciliation(
            TopUps topUps,
            Checkouts checkouts,
            Processors processors,
            Settlement settling,
            TopUpRefunds refunds,
            StuckPayments stuck) {
        this.topUps = topUps;
        this.checkouts = checkouts;
        this.processors = processors;
        this.settling = settling;
        this.refunds = refunds;
        this.stuck = stuck;
    }

    /** Asks about everything whose time has come. */
    @Scheduled(
            every = "${farthing.topup.reconcile-every}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void run() {
        TraceIds.beginJob();
        List<TopUp.Key> due;
        do {
            due = topUps.due(AT_ONCE);
        } while (each(due, key -> reconcile(topUps.find(key.clientId(), key.id()))) && due.size() == AT_ONCE);
        do {
            due = topUps.refundsDue(AT_ONCE);
        } while (each(due, key -> refunds.send(key.clientId(), key.id())) && due.size() == AT_ONCE);
        stuck.look();
    }

    private void reconcile(TopUp found) {
        TopUp topUp = found;
        if (topUp.session == null) {
            if (topUp.expiresAt.isBefore(Instant.now())) {
                topUps.giveUp(topUp);
                return;
            }
            topUp = checkouts.begun(topUp);
        }
        TopUp asked = topUp;
        settling.answer(asked, processors.ask(asked.processor, processor -> processor.state(asked)));
    }

    /** False when the processor is away: the others are not worth asking for just now. */
    private static boolean each(List<TopUp.Key> due, Consumer<TopUp.Key> work) {
        for (TopUp.Key key : due) {
            try {
                work.accept(key);
            } catch (Problem problem) {
                if (problem.code() == ProblemCode.PROCESSOR_UNAVAILABLE) {
                    return false;
                }
                LOG.errorf("Top-up or refund %s cannot be reconciled: %s", key.id(), problem.getMessage());
            } catch (RuntimeException fault) {
                LOG.errorf(fault, "Top-up or refund %s cannot be reconciled", key.id());
            }
        }
        return true;
    }
}
