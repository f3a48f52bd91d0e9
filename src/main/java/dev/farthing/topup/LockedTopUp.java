package dev.farthing.topup;

import java.time.Instant;
import java.util.UUID;

/** A top-up that this transaction holds, with what may change. Amounts in micros. */
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

    /** Takes over what is new in {@code state}; nothing that was known is forgotten. */
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

    /** The payment came in and stands in the entry with this sequence. */
    void paid(long sequence) {
        entrySequence = sequence;
        failure = null;
        status = TopUp.Status.SUCCEEDED;
    }

    /** What was paid back at the processor by somebody else than us and is not in the books yet. */
    long refundToFollow() {
        return Math.min(reportedRefundedMicros - refundedMicros - refundingMicros, leftMicros());
    }

    long disputeToFollow() {
        return Math.min(reportedDisputedMicros - chargedBackMicros, leftMicros());
    }

    /** What has neither gone back nor is on its way back. */
    long leftMicros() {
        return amountMicros - goneMicros();
    }

    long goneMicros() {
        return refundedMicros + refundingMicros + chargedBackMicros;
    }

    /** The share of the bonus that has gone with it, had it been there. */
    long bonusGoneMicros() {
        return Tiers.share(bonusMicros, goneMicros(), amountMicros);
    }

    /** Where the status has come to by what has gone back for certain; it never returns. */
    TopUp.Status statusNow() {
        long gone = refundedMicros + chargedBackMicros;
        if (!isPaid() || gone == 0) {
            return status;
        }
        return gone == amountMicros ? TopUp.Status.REFUNDED : TopUp.Status.PARTLY_REFUNDED;
    }
}
