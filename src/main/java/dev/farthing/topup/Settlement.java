package dev.farthing.topup;

import dev.farthing.client.Suspension;
import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import dev.farthing.ledger.PostedEntry;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** The only code that turns a payment into credit or takes that credit back. */
@ApplicationScoped
public class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private static final String RECORD_EVENT = """
            insert into processor_event (client_id, processor, event_id, top_up_id, type, received_at)
            values (?, ?, ?, ?, ?, clock_timestamp()) on conflict on constraint event_counts_once do nothing
            """;

    private final Database database;
    private final LockedTopUps topUps;
    private final TopUpPostings postings;
    private final Suspension suspension;
    private final BookCurrency currency;

    Settlement(
            Database database,
            LockedTopUps topUps,
            TopUpPostings postings,
            Suspension suspension,
            BookCurrency currency) {
        this.database = database;
        this.topUps = topUps;
        this.postings = postings;
        this.suspension = suspension;
        this.currency = currency;
    }

    /** @param session null if the report names none */
    private record Report(String processor, String session, PaymentState state) {}

    /**
     * Ignores a recorded event.
     *
     * @throws Problem {@code event_refused} when it does not fit its top-up
     */
    void event(String processor, Processor.Event event) {
        settle(
                new TopUp.Key(event.clientId(), event.topUpId()),
                new Report(processor, event.session(), event.state()),
                () -> record(processor, event));
    }

    /** @throws Problem {@code event_refused} when it does not fit the top-up */
    public void answer(TopUp topUp, PaymentState state) {
        settle(new TopUp.Key(topUp.clientId, topUp.id), new Report(topUp.processor, topUp.session, state), () -> true);
    }

    /** Posts what earlier reports left, and writes the row. */
    void follow(LockedTopUp topUp) {
        if (topUp.isPaid()) {
            takeBack(topUp);
        }
        topUps.write(topUp);
    }

    /** @param isNew asked under the lock; false skips the merge */
    private void settle(TopUp.Key key, Report report, BooleanSupplier isNew) {
        try {
            database.inTransaction(() -> {
                LockedTopUp topUp = topUps.lock(key.clientId(), key.id());
                requireFit(topUp, key.id(), report);
                if (isNew.getAsBoolean()) {
                    merge(topUp, report.state());
                }
                return null;
            });
        } catch (Database.DatabaseException fault) {
            if (!"payment_credits_once".equals(SqlStates.constraint(fault))) {
                throw fault;
            }
            throw refused(key.id(), "its payment has paid for another top-up");
        }
    }

    private boolean record(String processor, Processor.Event event) {
        return database.change(RECORD_EVENT, event.clientId(), processor, event.id(), event.topUpId(), event.type())
                == 1;
    }

    private void merge(LockedTopUp topUp, PaymentState state) {
        boolean paidBefore = topUp.isPaid();
        long disputedBefore = topUp.disputedNowMicros();
        topUp.merge(state);
        if (!paidBefore && state.status() == PaymentState.Status.PAID) {
            credit(topUp);
        }
        follow(topUp);
        if (topUp.disputedNowMicros() > disputedBefore) {
            suspension.suspend(topUp.clientId, "The payment of top-up " + topUp.id + " was disputed.");
        }
    }

    /** A refusal by the account must not undo the report: an operator is told by the log and the metric of stuck payments. */
    private void credit(LockedTopUp topUp) {
        if (postings.fits(topUp, topUp.amountMicros + topUp.bonusMicros)) {
            PostedEntry entry = postings.credit(topUp);
            topUp.paid(entry.sequence());
            database.afterCommit(() -> LOG.infof("Top-up %s is paid and credited.", topUp.id));
        } else {
            topUp.paidWithoutRoom();
            database.afterCommit(() -> LOG.errorf(
                    "Top-up %s is paid, but its client's balance would exceed its maximum: nothing was credited.",
                    topUp.id));
        }
    }

    /** What a dispute gave back makes room for a refund that it had left nothing of. */
    private void takeBack(LockedTopUp topUp) {
        giveBack(topUp);
        long refunded = topUp.refundToFollow();
        if (refunded > 0) {
            suspendForLoss(topUp, postings.takeBackRefund(topUp, refunded));
            topUp.refundedMicros += refunded;
            postings.revokeBonus(topUp);
        }
        long disputed = topUp.disputeToFollow();
        if (disputed > 0) {
            suspendForLoss(topUp, postings.takeBackDispute(topUp, disputed));
            topUp.chargedBackMicros += disputed;
            topUp.bonusChargedBackMicros += postings.revokeBonus(topUp);
        }
    }

    /** The suspension stays: a cardholder who disputed and lost is for the publisher to judge. */
    private void giveBack(LockedTopUp topUp) {
        long returned = topUp.reinstatementToFollow();
        if (returned == 0) {
            return;
        }
        if (!postings.fits(topUp, returned + topUp.bonusChargedBackMicros)) {
            database.afterCommit(() -> LOG.errorf(
                    "A dispute of top-up %s was won, but its client's balance would exceed its maximum: nothing was given back yet.",
                    topUp.id));
            return;
        }
        postings.giveBackDispute(topUp, returned);
        database.afterCommit(() -> LOG.infof("A dispute of top-up %s has given back what it took.", topUp.id));
    }

    private void suspendForLoss(LockedTopUp topUp, long lossMicros) {
        if (lossMicros > 0) {
            suspension.suspend(
                    topUp.clientId, "The payment of top-up " + topUp.id + " was taken back after it had been spent.");
        }
    }

    private void requireFit(LockedTopUp topUp, UUID id, Report report) {
        PaymentState state = report.state();
        if (topUp == null) {
            throw refused(id, "there is no such top-up");
        }
        if (!topUp.processor.equals(report.processor())) {
            throw refused(id, "it belongs to another processor");
        }
        if (report.session() != null
                && topUp.session != null
                && !report.session().equals(topUp.session)) {
            throw refused(id, "it has another checkout");
        }
        if (state.payment() != null && topUp.payment != null && !state.payment().equals(topUp.payment)) {
            throw refused(id, "it was paid by another payment");
        }
        if (state.currency() != null && !state.currency().equals(currency.code())) {
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
        LOG.errorf("Refused a processor's report on top-up %s: %s. Nothing was credited.", id, why);
        return Problem.of(ProblemCode.EVENT_REFUSED, "This does not fit top-up " + id + ": " + why + ".");
    }
}
