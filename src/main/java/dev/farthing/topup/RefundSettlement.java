package dev.farthing.topup;

import dev.farthing.database.Database;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Finishes refunds by the processor's word. A refund can fail days after it succeeded, when the payer's bank sends it back:
 * only an event tells that.
 */
@ApplicationScoped
class RefundSettlement {
    private static final Logger LOG = Logger.getLogger(RefundSettlement.class);

    private static final String FINISH = """
            update top_up_refund set status = ?, settled_at = clock_timestamp() where client_id = ? and id = ?
            """;

    /** Reconciliation asks until the credit fits. */
    private static final String REOPEN = """
            update top_up_refund set status = 'PENDING', settled_at = null, next_check_at = clock_timestamp()
            where client_id = ? and id = ?
            """;

    private final Database database;
    private final LockedTopUps topUps;
    private final TopUpPostings postings;
    private final Settlement settlement;

    RefundSettlement(Database database, LockedTopUps topUps, TopUpPostings postings, Settlement settlement) {
        this.database = database;
        this.topUps = topUps;
        this.postings = postings;
        this.settlement = settlement;
    }

    /** Null if absent. */
    TopUpRefund refund(UUID clientId, UUID id) {
        return database.row(
                "select " + TopUpRefund.COLUMNS + " from top_up_refund where client_id = ? and id = ?",
                TopUpRefund::read,
                clientId,
                id);
    }

    /** @throws Problem {@code event_refused} when it does not fit its top-up */
    void event(Processor.Event event) {
        TopUpRefund refund = refund(event.clientId(), event.refund().id());
        if (refund == null || !refund.topUpId().equals(event.topUpId())) {
            throw Problem.of(
                    ProblemCode.EVENT_REFUSED,
                    "This does not fit top-up " + event.topUpId() + ": it has no refund "
                            + event.refund().id() + ".");
        }
        if (event.refund().state() != Processor.RefundState.PENDING) {
            finish(refund, event.refund().state(), event.state().refundedMicros());
        }
    }

    /**
     * Once for each state; a failure is final.
     *
     * @param state any but PENDING
     * @param refundedMicros the processor's total after a failure
     */
    void finish(TopUpRefund refund, Processor.RefundState state, long refundedMicros) {
        database.inTransaction(() -> {
            LockedTopUp topUp = topUps.lock(refund.clientId(), refund.topUpId());
            // As it is now, under the lock.
            Processor.RefundState before =
                    refund(refund.clientId(), refund.id()).status();
            if (before != state && before != Processor.RefundState.FAILED) {
                if (state == Processor.RefundState.FAILED) {
                    fail(topUp, refund, before, refundedMicros);
                } else {
                    database.change(FINISH, state, refund.clientId(), refund.id());
                    topUp.refundingMicros -= refund.micros();
                    topUp.refundedMicros += refund.micros();
                }
                settlement.follow(topUp);
            }
            return null;
        });
    }

    private void fail(LockedTopUp topUp, TopUpRefund refund, Processor.RefundState before, long refundedMicros) {
        boolean succeeded = before == Processor.RefundState.SUCCEEDED;
        topUp.reportedRefundedMicros = refundedMicros;
        if (!postings.fits(topUp, refund.micros() + refund.bonusMicros())) {
            LOG.errorf(
                    "Refund %s failed, but with its credit the client's balance would exceed its maximum: it stays pending.",
                    refund.id());
            if (succeeded) {
                database.change(REOPEN, refund.clientId(), refund.id());
                topUp.refundedMicros -= refund.micros();
                topUp.refundingMicros += refund.micros();
            }
            return;
        }
        database.change(FINISH, Processor.RefundState.FAILED, refund.clientId(), refund.id());
        if (succeeded) {
            topUp.refundedMicros -= refund.micros();
        } else {
            topUp.refundingMicros -= refund.micros();
        }
        topUp.bonusRevokedMicros = topUp.bonusGoneMicros();
        postings.returnRefund(topUp, refund.id(), refund.micros(), refund.bonusMicros());
        database.afterCommit(() -> LOG.warnf(
                "Refund %s of top-up %s failed at the processor: its credit was returned.", refund.id(), topUp.id));
    }
}
