package dev.farthing.topup;

import dev.farthing.ledger.AccountLock;
import dev.farthing.ledger.AccountName;
import dev.farthing.ledger.CreditPart;
import dev.farthing.ledger.EntryKind;
import dev.farthing.ledger.LossPosting;
import dev.farthing.ledger.Movement;
import dev.farthing.ledger.PostedEntry;
import dev.farthing.ledger.Postings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The entries of a top-up, all posted in the transaction that holds it. Amounts in micros. */
@ApplicationScoped
class TopUpPostings {
    private final Postings posting;
    private final LossPosting losses;
    private final AccountLock holding;
    private final TopUpConfig config;
    private final TopUpMeters meters;

    TopUpPostings(Postings posting, LossPosting losses, AccountLock holding, TopUpConfig config, TopUpMeters meters) {
        this.posting = posting;
        this.losses = losses;
        this.holding = holding;
        this.config = config;
        this.meters = meters;
    }

    /** Credits what was paid, under the payment's name, and the bonus that comes with it. */
    PostedEntry credit(LockedTopUp topUp) {
        PostedEntry entry = posted(posting.credit(Movement.of(
                topUp.clientId,
                EntryKind.TOP_UP,
                AccountName.PROCESSOR,
                topUp.amountMicros,
                "payment:" + topUp.processor + ":" + topUp.payment,
                "top-up " + topUp.id)));
        meters.toppedUp(topUp.processor, topUp.amountMicros);
        if (topUp.bonusMicros > 0) {
            topUp.bonusExpiresAt = config.bonusLifetime()
                    .map(lifetime -> Instant.now().plus(lifetime).truncatedTo(ChronoUnit.MICROS))
                    .orElse(null);
            bonus(topUp, topUp.bonusMicros, entry.sequence(), "bonus:" + topUp.id);
        }
        return entry;
    }

    /** Takes back what the processor has paid back; what the client no longer has is a loss, and is returned. */
    long takeBackRefund(LockedTopUp topUp, long micros) {
        return takeBack(topUp, EntryKind.TOP_UP_REFUND, micros, "refunded", topUp.refundedMicros + micros);
    }

    /** The same of what the card's holder has disputed. */
    long takeBackDispute(LockedTopUp topUp, long micros) {
        return takeBack(topUp, EntryKind.CHARGEBACK, micros, "disputed", topUp.chargedBackMicros + micros);
    }

    /** Takes the bonus back in step with its top-up, as far as it is left; returns what was taken. */
    long revokeBonus(LockedTopUp topUp) {
        long due = topUp.bonusGoneMicros() - topUp.bonusRevokedMicros;
        if (due <= 0) {
            return 0;
        }
        long had = Math.min(due, holding.promoEndingAt(topUp.clientId, topUp.bonusExpiresAt));
        topUp.bonusRevokedMicros += due;
        if (had > 0) {
            posted(posting.takeBack(Movement.of(
                            topUp.clientId,
                            EntryKind.BONUS_REVOKED,
                            AccountName.PROMOTION,
                            had,
                            "bonus-revoked:" + topUp.id + ":" + UUID.randomUUID(),
                            "top-up " + topUp.id)
                    .promotional(topUp.bonusExpiresAt)
                    .correcting(topUp.entrySequence)));
        }
        return had;
    }

    /** Takes what an admin pays back out of what is unspent of the top-up. */
    void takeForRefund(LockedTopUp topUp, UUID refundId, long micros, String reason) {
        posted(posting.takeBack(Movement.of(
                        topUp.clientId,
                        EntryKind.TOP_UP_REFUND,
                        AccountName.PROCESSOR,
                        micros,
                        "refund:" + refundId,
                        reason)
                .correcting(topUp.entrySequence)));
    }

    /** Gives back what the processor would not pay back after all. */
    void returnRefund(LockedTopUp topUp, UUID refundId, long micros, long bonusMicros) {
        posted(posting.credit(Movement.of(
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

    /** What is unspent of the top-up: spending uses up older credit before newer, so it is what newer credit leaves of the rest. */
    long unspentMicros(LockedTopUp topUp) {
        return Math.min(topUp.leftMicros(), holding.unspentOf(topUp.clientId, topUp.entrySequence));
    }

    private void bonus(LockedTopUp topUp, long micros, long entry, String reference) {
        posted(posting.creditOwed(Movement.of(
                        topUp.clientId, EntryKind.BONUS, AccountName.PROMOTION, micros, reference, "top-up " + topUp.id)
                .promotional(topUp.bonusExpiresAt)
                .correcting(entry)));
    }

    private long takeBack(LockedTopUp topUp, EntryKind kind, long micros, String what, long inAll) {
        String reference = what + ":" + topUp.processor + ":" + topUp.payment + ":" + inAll;
        long had = Math.min(micros, holding.lock(topUp.clientId).balanceMicros());
        if (had > 0) {
            posted(posting.takeBack(Movement.of(
                            topUp.clientId,
                            kind,
                            AccountName.PROCESSOR,
                            had,
                            reference,
                            "top-up " + topUp.id + " was " + what + " at the processor")
                    .from(CreditPart.PAID_FIRST)
                    .correcting(topUp.entrySequence)));
        }
        if (had < micros) {
            losses.book(
                    topUp.clientId,
                    micros - had,
                    topUp.entrySequence,
                    reference + ":loss",
                    "top-up " + topUp.id + " was " + what + " after it had been spent");
        }
        return micros - had;
    }

    /** Anything but an entry ends the transaction: the top-up is not settled in part. */
    private static PostedEntry posted(Postings.Outcome outcome) {
        if (outcome instanceof Postings.Outcome.Done done) {
            return done.entry();
        }
        throw new IllegalStateException("not posted: " + outcome);
    }
}
