package dev.farthing.topup;

import dev.farthing.web.ProblemCode;
import java.time.Instant;
import java.util.UUID;

/** A row locked by this transaction. Amounts in micros. */
final class LockedTopUp {
    final UUID clientId;
    final UUID id;
    final String processor;
    final String session;
    final String article;
    final long amountMicros;
    final long bonusMicros;
    TopUp.Status status;
    String payment;
    String failure;
    Long entrySequence;
    long reportedRefundedMicros;
    long reportedDisputedMicros;
    long refundedMicros;
    long refundingMicros;
    long chargedBackMicros;
    long bonusRevokedMicros;
    Instant bonusExpiresAt;

    LockedTopUp(
            UUID clientId,
            UUID id,
            String processor,
            String session,
            String article,
            long amountMicros,
            long bonusMicros) {
        this.clientId = clientId;
        this.id = id;
        this.processor = processor;
        this.session = session;
        this.article = article;
        this.amountMicros = amountMicros;
        this.bonusMicros = bonusMicros;
    }

    boolean isPaid() {
        return status.isPaid();
    }

    /** Sums only grow; a null in {@code state} erases nothing. */
    void merge(PaymentState state) {
        if (state.payment() != null) {
            payment = state.payment();
        }
        reportedRefundedMicros = Math.max(reportedRefundedMicros, state.refundedMicros());
        reportedDisputedMicros = Math.max(reportedDisputedMicros, state.disputedMicros());
        if (status == TopUp.Status.PENDING) {
            failure = state.failure() == null ? failure : state.failure();
            switch (state.status()) {
                case FAILED -> status = TopUp.Status.FAILED;
                case EXPIRED -> status = TopUp.Status.EXPIRED;
                case OPEN, PAID -> {}
            }
        }
    }

    void paid(long sequence) {
        entrySequence = sequence;
        failure = null;
        status = TopUp.Status.SUCCEEDED;
    }

    /** Paid into an account without room: waits for room, unless the payer has the money back. */
    void paidWithoutRoom() {
        failure = ProblemCode.BALANCE_TOO_LOW.code();
        status = reportedRefundedMicros + reportedDisputedMicros < amountMicros
                ? TopUp.Status.PAID
                : TopUp.Status.FAILED;
    }

    /** Refunds made directly at the processor, not posted yet. */
    long refundToFollow() {
        return Math.min(reportedRefundedMicros - refundedMicros - refundingMicros, leftMicros());
    }

    /** Not posted yet. */
    long disputeToFollow() {
        return Math.min(reportedDisputedMicros - chargedBackMicros, leftMicros());
    }

    long leftMicros() {
        return amountMicros - goneMicros();
    }

    long goneMicros() {
        return refundedMicros + refundingMicros + chargedBackMicros;
    }

    long bonusGoneMicros() {
        return Tiers.share(bonusMicros, goneMicros(), amountMicros);
    }

    /** Ignores refunds under way; a paid status never goes back. */
    TopUp.Status statusNow() {
        long gone = refundedMicros + chargedBackMicros;
        if (!isPaid() || gone == 0) {
            return status;
        }
        return gone == amountMicros ? TopUp.Status.REFUNDED : TopUp.Status.PARTLY_REFUNDED;
    }
}
