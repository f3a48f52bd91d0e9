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
    long reportedReinstatedMicros;
    long reinstatedMicros;
    long bonusChargedBackMicros;
    boolean disputeOpen;
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
        if (state.disputes() != null) {
            merge(state.disputes());
        }
        if (status == TopUp.Status.PENDING) {
            failure = state.failure() == null ? failure : state.failure();
            switch (state.status()) {
                case FAILED -> status = TopUp.Status.FAILED;
                case EXPIRED -> status = TopUp.Status.EXPIRED;
                case OPEN, PAID -> {}
            }
        }
    }

    /** An older report, which knows less, ends no dispute. */
    private void merge(PaymentState.Disputes disputes) {
        boolean isOlder =
                disputes.takenMicros() < reportedDisputedMicros || disputes.returnedMicros() < reportedReinstatedMicros;
        disputeOpen = disputes.open() || isOlder && disputeOpen;
        reportedDisputedMicros = Math.max(reportedDisputedMicros, disputes.takenMicros());
        reportedReinstatedMicros =
                Math.min(reportedDisputedMicros, Math.max(reportedReinstatedMicros, disputes.returnedMicros()));
    }

    void paid(long sequence) {
        entrySequence = sequence;
        failure = null;
        status = TopUp.Status.SUCCEEDED;
    }

    /** Paid into an account without room: waits for room, unless the payer has the money back. */
    void paidWithoutRoom() {
        failure = ProblemCode.BALANCE_TOO_LOW.code();
        status = reportedRefundedMicros + disputedNowMicros() < amountMicros ? TopUp.Status.PAID : TopUp.Status.FAILED;
    }

    /** Refunds made directly at the processor, not posted yet. */
    long refundToFollow() {
        return Math.min(reportedRefundedMicros - refundedMicros - refundingMicros, leftMicros());
    }

    /** Reported as taken by disputes and not given back. */
    long disputedNowMicros() {
        return reportedDisputedMicros - reportedReinstatedMicros;
    }

    /** Posted as taken by disputes and not given back. */
    long heldByDisputesMicros() {
        return chargedBackMicros - reinstatedMicros;
    }

    /** Not posted yet. */
    long disputeToFollow() {
        return Math.min(disputedNowMicros() - heldByDisputesMicros(), leftMicros());
    }

    /** Not posted yet: the part of what disputes hold that the processor no longer reports as disputed. */
    long reinstatementToFollow() {
        return Math.max(0, heldByDisputesMicros() - disputedNowMicros());
    }

    /** Bonus taken by disputes beyond the share of what they still hold. */
    long bonusToReturn() {
        return Math.max(0, bonusChargedBackMicros - Tiers.share(bonusMicros, heldByDisputesMicros(), amountMicros));
    }

    /** Whether reconciliation has to ask. */
    boolean isDisputePending() {
        return disputeOpen || isPaid() && reinstatementToFollow() > 0;
    }

    long leftMicros() {
        return amountMicros - goneMicros();
    }

    long goneMicros() {
        return refundedMicros + refundingMicros + heldByDisputesMicros();
    }

    long bonusGoneMicros() {
        return Tiers.share(bonusMicros, goneMicros(), amountMicros);
    }

    /** Ignores refunds under way; a paid top-up never becomes unpaid. */
    TopUp.Status statusNow() {
        long gone = refundedMicros + heldByDisputesMicros();
        if (!isPaid()) {
            return status;
        }
        if (gone == 0) {
            return TopUp.Status.SUCCEEDED;
        }
        return gone == amountMicros ? TopUp.Status.REFUNDED : TopUp.Status.PARTLY_REFUNDED;
    }
}
