package dev.farthing.topup;

import dev.farthing.client.Suspension;
import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import dev.farthing.ledger.PostedEntry;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Merges what a processor says into a top-up, and lets the books follow: the one place where a payment becomes credit, and
 * where credit goes when a payment is taken back.
 *
 * <p>One transaction: lock the top-up, record the event, post, move the status. What is merged only grows, so it does not
 * matter in which order or how often it comes.
 */
@ApplicationScoped
public class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private static final String RECORD_EVENT = """
            insert into processor_event (client_id, processor, event_id, top_up_id, type, received_at)
            values (?, ?, ?, ?, ?, clock_timestamp()) on conflict on constraint event_counts_once do nothing
            """;

    private final Database database;
    private final LockedTopUps topUps;
    private final TopUpPostings books;
    private final Suspension suspension;
    private final String currency;

    Settlement(
            Database database, LockedTopUps topUps, TopUpPostings books, Suspension suspension, FarthingConfig config) {
        this.database = database;
        this.topUps = topUps;
        this.books = books;
        this.suspension = suspension;
        this.currency = config.currency();
    }

    /**
     * What an event says. One that was recorded before changes nothing.
     *
     * @throws Problem {@code event_refused} when it does not fit the top-up it names
     */
    void event(String processor, Processor.Event event) {
        settle(event.clientId(), event.topUpId(), processor, event.session(), event.state(), event);
    }

    /** What the processor of a top-up answered when asked. */
    public void answer(TopUp topUp, PaymentState state) {
        settle(topUp.clientId, topUp.id, topUp.processor, topUp.session, state, null);
    }

    /** Lets the books follow once more what was reported before. */
    void follow(LockedTopUp topUp) {
        if (topUp.isPaid()) {
            takeBack(topUp);
        }
        topUps.write(topUp);
    }

    private void settle(
            UUID clientId, UUID id, String processor, String session, PaymentState state, Processor.Event event) {
        try {
            database.inTransaction(() -> {
                LockedTopUp topUp = topUps.lock(clientId, id);
                requireFit(topUp, id, processor, session, state);
                if (event == null
                        || database.change(RECORD_EVENT, clientId, processor, event.id(), id, event.type()) == 1) {
                    merge(topUp, state);
                }
                return null;
            });
        } catch (Database.DatabaseException fault) {
            if (!"payment_credits_once".equals(SqlStates.constraint(fault))) {
                throw fault;
            }
            throw refused(id, "its payment has paid for another top-up");
        }
    }

    private void merge(LockedTopUp topUp, PaymentState state) {
        boolean paidBefore = topUp.isPaid();
        long disputedBefore = topUp.reportedDisputedMicros;
        topUp.merge(state);
        if (!paidBefore && state.status() == PaymentState.Status.PAID) {
            PostedEntry entry = books.credit(topUp);
            topUp.paid(entry.sequence());
            LOG.infof("Top-up %s is paid and credited.", topUp.id);
        }
        follow(topUp);
        if (topUp.reportedDisputedMicros > disputedBefore) {
            suspension.suspend(topUp.clientId, "The payment of top-up " + topUp.id + " was disputed.");
        }
    }

    /** What the processor has paid back or lost, beyond what the books have of it. */
    private void takeBack(LockedTopUp topUp) {
        long refunded = topUp.refundToFollow();
        if (refunded > 0) {
            missed(topUp, books.takeBackRefund(topUp, refunded));
            topUp.refundedMicros += refunded;
        }
        long disputed = topUp.disputeToFollow();
        if (disputed > 0) {
            missed(topUp, books.takeBackDispute(topUp, disputed));
            topUp.chargedBackMicros += disputed;
        }
        books.revokeBonus(topUp);
    }

    private void missed(LockedTopUp topUp, long micros) {
        if (micros > 0) {
            suspension.suspend(
                    topUp.clientId, "The payment of top-up " + topUp.id + " was taken back after it had been spent.");
        }
    }

    private void requireFit(LockedTopUp topUp, UUID id, String processor, String session, PaymentState state) {
        if (topUp == null) {
            throw refused(id, "there is no such top-up");
        }
        if (!topUp.processor.equals(processor)) {
            throw refused(id, "it belongs to another processor");
        }
        if (session != null && topUp.session != null && !session.equals(topUp.session)) {
            throw refused(id, "it has another checkout");
        }
        if (state.payment() != null && topUp.payment != null && !state.payment().equals(topUp.payment)) {
            throw refused(id, "it was paid by another payment");
        }
        if (state.currency() != null && !state.currency().equals(currency)) {
            throw refused(id, "the payment is in another currency");
        }
        if (state.paidMicros() != 0 && state.paidMicros() != topUp.amountMicros) {
            throw refused(id, "the payment is of another amount");
        }
        if (state.status() == PaymentState.Status.PAID && (state.payment() == null || state.paidMicros() == 0)) {
            throw refused(id, "it names no payment or no amount");
        }
    }

    private static Problem refused(UUID id, String why) {
        LOG.errorf("Refused what a processor says of top-up %s: %s. Nothing was credited.", id, why);
        return Problem.of(ProblemCode.EVENT_REFUSED, "This does not fit top-up " + id + ": " + why + ".");
    }
}
