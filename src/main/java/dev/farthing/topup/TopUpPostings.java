package dev.farthing.topup;

import dev.farthing.ledger.AccountLock;
import dev.farthing.ledger.AccountName;
import dev.farthing.ledger.ChargebackReversal;
import dev.farthing.ledger.CreditPart;
import dev.farthing.ledger.EntryKind;
import dev.farthing.ledger.LossPosting;
import dev.farthing.ledger.Movement;
import dev.farthing.ledger.PostedEntry;
import dev.farthing.ledger.Postings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Runs in the transaction that locks the top-up. Amounts in micros. */
@ApplicationScoped
class TopUpPostings {
    private final Postings postings;
    private final LossPosting lossPosting;
    private final ChargebackReversal reversal;
    private final AccountLock accountLock;
    private final TopUpConfig config;
    private final TopUpMeters meters;
    private final Clock clock;

    TopUpPostings(
            Postings postings,
            LossPosting lossPosting,
            ChargebackReversal reversal,
            AccountLock accountLock,
            TopUpConfig config,
            TopUpMeters meters,
            Clock clock) {
        this.postings = postings;
        this.lossPosting = lossPosting;
        this.reversal = reversal;
        this.accountLock = accountLock;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** Locks the account: what fits stays fitting until the transaction ends. */
    boolean fits(LockedTopUp topUp, long micros) {
        return accountLock.hasRoom(topUp.clientId, micros);
    }

    PostedEntry credit(LockedTopUp topUp) {
        PostedEntry entry = posted(postings.credit(Movement.of(
                topUp.clientId,
                EntryKind.TOP_UP,
                AccountName.PROCESSOR,
                topUp.amountMicros,
                "payment:" + topUp.processor + ":" + topUp.payment,
                "top-up " + topUp.id)));
        meters.toppedUp(topUp.processor, topUp.amountMicros);
        if (topUp.bonusMicros > 0) {
            topUp.bonusExpiresAt = config.bonusLifetime()
                    .map(lifetime -> clock.instant().plus(lifetime))
                    .orElse(null);
            bonus(topUp, topUp.bonusMicros, entry.sequence(), "bonus:" + topUp.id);
        }
        return entry;
    }

    /** Returns the loss: the part that the client has spent. */
    long takeBackRefund(LockedTopUp topUp, long micros) {
        return takeBack(topUp, EntryKind.TOP_UP_REFUND, micros, "refunded", topUp.refundedMicros + micros);
    }

    /** As {@link #takeBackRefund}. */
    long takeBackDispute(LockedTopUp topUp, long micros) {
        return takeBack(topUp, EntryKind.CHARGEBACK, micros, "disputed", topUp.chargedBackMicros + micros);
    }

    /** With the bonus that disputes took. */
    void giveBackDispute(LockedTopUp topUp, long micros) {
        reversal.giveBack(new ChargebackReversal.Cause(
                topUp.clientId,
                topUp.entrySequence,
                micros,
                taken("disputed", topUp),
                taken("reinstated", topUp),
                topUp.reinstatedMicros,
                "a dispute of top-up " + topUp.id + " was won"));
        topUp.reinstatedMicros += micros;
        long bonus = topUp.bonusToReturn();
        topUp.bonusRevokedMicros = topUp.bonusGoneMicros();
        if (bonus > 0) {
            topUp.bonusChargedBackMicros -= bonus;
            bonus(topUp, bonus, topUp.entrySequence, "bonus-returned:" + topUp.id + ":" + topUp.reinstatedMicros);
        }
    }

    /** In proportion to the top-up, as far as unspent; returns the amount taken. */
    long revokeBonus(LockedTopUp topUp) {
        long due = topUp.bonusGoneMicros() - topUp.bonusRevokedMicros;
        if (due <= 0) {
            return 0;
        }
        long available = Math.min(due, accountLock.promoEndingAt(topUp.clientId, topUp.bonusExpiresAt));
        topUp.bonusRevokedMicros += due;
        if (available > 0) {
            posted(postings.takeBack(Movement.of(
                            topUp.clientId,
                            EntryKind.BONUS_REVOKED,
                            AccountName.PROMOTION,
                            available,
                            "bonus-revoked:" + topUp.id + ":" + UUID.randomUUID(),
                            "top-up " + topUp.id)
                    .promotional(topUp.bonusExpiresAt)
                    .correcting(topUp.entrySequence)));
        }
        return available;
    }

    void takeForRefund(LockedTopUp topUp, UUID refundId, long micros, String reason) {
        posted(postings.takeBack(Movement.of(
                        topUp.clientId,
                        EntryKind.TOP_UP_REFUND,
                        AccountName.PROCESSOR,
                        micros,
                        "refund:" + refundId,
                        reason)
                .correcting(topUp.entrySequence)));
    }

    void returnRefund(LockedTopUp topUp, UUID refundId, long micros, long bonusMicros) {
        posted(postings.credit(Movement.of(
                        topUp.clientId,
                        EntryKind.TOP_UP_REFUND_FAILED,
                        AccountName.PROCESSOR,
                        micros,
                        "refund-failed:" + refundId,
                        "the processor refused the refund")
                .correcting(topUp.entrySequence)));
        if (bonusMicros > 0) {
            bonus(topUp, bonusMicros, topUp.entrySequence, "bonus-returned:" + refundId);
        }
    }

    /** Spending uses older credit first, so newer credit counts as unspent before this. */
    long unspentMicros(LockedTopUp topUp) {
        return Math.min(topUp.leftMicros(), accountLock.unspentOf(topUp.clientId, topUp.entrySequence));
    }

    private void bonus(LockedTopUp topUp, long micros, long entry, String reference) {
        posted(postings.creditOwed(Movement.of(
                        topUp.clientId, EntryKind.BONUS, AccountName.PROMOTION, micros, reference, "top-up " + topUp.id)
                .promotional(topUp.bonusExpiresAt)
                .correcting(entry)));
    }

    private long takeBack(LockedTopUp topUp, EntryKind kind, long micros, String what, long totalMicros) {
        String reference = taken(what, topUp) + totalMicros;
        long available = Math.min(micros, accountLock.lock(topUp.clientId).balanceMicros());
        if (available > 0) {
            posted(postings.takeBack(Movement.of(
                            topUp.clientId,
                            kind,
                            AccountName.PROCESSOR,
                            available,
                            reference,
                            "top-up " + topUp.id + " was " + what + " at the processor")
                    .from(CreditPart.PAID_FIRST)
                    .correcting(topUp.entrySequence)));
        }
        if (available < micros) {
            lossPosting.book(
                    topUp.clientId,
                    micros - available,
                    topUp.entrySequence,
                    reference + ":loss",
                    "top-up " + topUp.id + " was " + what + " after it had been spent");
        }
        return micros - available;
    }

    /** Start of a reference; a total ends it. */
    private static String taken(String what, LockedTopUp topUp) {
        return what + ":" + topUp.processor + ":" + topUp.payment + ":";
    }

    /** A top-up is never settled in part: any refusal rolls back. */
    private static PostedEntry posted(Postings.Outcome outcome) {
        if (outcome instanceof Postings.Outcome.Done done) {
            return done.entry();
        }
        throw new IllegalStateException("not posted: " + outcome);
    }
}
