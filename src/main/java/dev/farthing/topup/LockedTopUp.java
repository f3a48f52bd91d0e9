package dev.farthing.topup;

import java.time.Instant;
import java.util.UUID;

/** A top-up whose row this transaction has locked, with the fields that settlement changes. Amounts in micros. */
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

    /** Merges {@code state}: sums only grow, and nothing known is forgotten. */
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

    /** Marks it paid by the entry with this sequence. */
    void paid(long sequence) {
        entrySequence = sequence;
        failure = null;
        status = TopUp.Status.SUCCEEDED;
    }

    /** Refunds made directly at the processor that are not posted yet. */
    long refundToFollow() {
        return Math.min(reportedRefundedMicros - refundedMicros - refundingMicros, leftMicros());
    }

    /** Disputed amounts that are not posted yet. */
    long disputeToFollow() {
        return Math.min(reportedDisputedMicros - chargedBackMicros, leftMicros());
    }

    /** The part that is neither paid back nor under way back. */
    long leftMicros() {
        return amountMicros - goneMicros();
    }

    long goneMicros() {
        return refundedMicros + refundingMicros + chargedBackMicros;
    }

    /** The share of the bonus that belongs to the part that is gone. */
    long bonusGoneMicros() {
        return Tiers.share(bonusMicros, goneMicros(), amountMicros);
    }

    /** The status by the sums that are certainly gone; it never goes back. */
    TopUp.Status statusNow() {
        long gone = refundedMicros + chargedBackMicros;
        if (!isPaid() || gone == 0) {
            return status;
        }
        return gone == amountMicros ? TopUp.Status.REFUNDED : TopUp.Status.PARTLY_REFUNDED;
    }
}
