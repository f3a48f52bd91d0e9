package dev.farthing.topup;

import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Ids;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Pays top-ups back. The credit is taken first, in the transaction that records the refund; then the processor is asked, as
 * often as it takes. Should it refuse for good, the credit returns by an entry of its own.
 */
@ApplicationScoped
class TopUpRefunds {
    private static final String OPEN = """
            insert into top_up_refund (client_id, id, top_up_id, status, amount_micros, bonus_micros, reference, reason,
                                       created_at, next_check_at)
            values (?, ?, ?, 'PENDING', ?, ?, ?, ?, clock_timestamp(), ?)
            """;

    private static final String FINISH = """
            update top_up_refund set status = ?, settled_at = clock_timestamp()
            where client_id = ? and id = ? and status = 'PENDING'
            returning amount_micros, bonus_micros
            """;

    private final Database database;
    private final LockedTopUps locked;
    private final TopUpPostings books;
    private final TopUps topUps;
    private final Processors processors;
    private final Settlement settling;
    private final TopUpConfig config;
    private final String currency;

    TopUpRefunds(
            Database database,
            LockedTopUps locked,
            TopUpPostings books,
            TopUps topUps,
            Processors processors,
            Settlement settling,
            TopUpConfig config,
            FarthingConfig farthing) {
        this.database = database;
        this.locked = locked;
        this.books = books;
        this.topUps = topUps;
        this.processors = processors;
        this.settling = settling;
        this.config = config;
        this.currency = farthing.currency();
    }

    /** The refund with this reference, asked for now or before. */
    record Asked(TopUpRefund refund, boolean before) {}

    /**
     * Takes the credit and asks the processor to pay it back, once for each reference.
     *
     * @param micros null for all that is unspent
     * @throws Problem {@code top_up_not_refundable}, {@code refund_too_large} or {@code idempotency_key_reused}
     */
    Asked ask(TopUp topUp, Long micros, String reference, String reason) {
        Asked asked = once(() -> {
            LockedTopUp held = locked.lock(topUp.clientId, topUp.id);
            TopUpRefund earlier = byReference(topUp.clientId, reference);
            if (earlier != null) {
                return new Asked(same(earlier, topUp, micros, reason), true);
            }
            return new Asked(take(held, micros, reference, reason), false);
        });
        return new Asked(
                asked.refund().status() == Processor.RefundState.PENDING
                        ? send(topUp.clientId, asked.refund().id())
                        : asked.refund(),
                asked.before());
    }

    /** The reference is looked for under the lock of one top-up; that it is another one's too, the constraint finds. */
    private Asked once(Supplier<Asked> work) {
        try {
            return database.inTransaction(work);
        } catch (Database.DatabaseException refused) {
            if ("refund_once_per_reference".equals(SqlStates.constraint(refused))) {
                throw reused();
            }
            throw refused;
        }
    }

    /** Asks the processor to pay back what has been taken, and books what it says. One that is away is asked again later. */
    TopUpRefund send(UUID clientId, UUID id) {
        TopUpRefund refund = byId(clientId, id);
        TopUp topUp = topUps.find(clientId, refund.topUpId());
        Processor.RefundState state;
        long refundedMicros;
        try {
            state = processors.ask(topUp.processor, processor -> processor.refund(topUp, id, refund.micros()));
            // What was reported may hold a refund that has failed since: it is taken out by asking anew.
            refundedMicros = state == Processor.RefundState.FAILED
                    ? processors
                            .ask(topUp.processor, processor -> processor.state(topUp))
                            .refundedMicros()
                    : 0;
        } catch (Problem away) {
            if (away.code() != ProblemCode.PROCESSOR_UNAVAILABLE) {
                throw away;
            }
            return refund;
        }
        if (state != Processor.RefundState.PENDING) {
            database.inTransaction(() -> {
                finish(clientId, topUp.id, id, state, refundedMicros);
                return null;
            });
        }
        return byId(clientId, id);
    }

    private TopUpRefund take(LockedTopUp topUp, Long micros, String reference, String reason) {
        if (!topUp.isPaid()) {
            throw Problem.of(ProblemCode.TOP_UP_NOT_REFUNDABLE, "This top-up has not been paid.");
        }
        long unspent = books.unspentMicros(topUp);
        long whole = unspent - unspent % MinorUnits.micros(currency);
        long wanted = micros == null ? whole : micros;
        if (wanted > whole || wanted == 0) {
            throw Problem.at(
                    ProblemCode.REFUND_TOO_LARGE,
                    "amount",
                    "%s %s is unspent of this top-up and can be refunded."
                            .formatted(Money.format(whole, currency), currency));
        }
        UUID id = Ids.next();
        books.takeForRefund(topUp, id, wanted, reason);
        topUp.refundingMicros += wanted;
        long bonus = books.revokeBonus(topUp);
        locked.write(topUp);
        database.change(
                OPEN,
                topUp.clientId,
                id,
                topUp.id,
                wanted,
                bonus,
                reference,
                reason,
                Instant.now().plus(config.reconcileAfter()));
        return byId(topUp.clientId, id);
    }

    /** @param refundedMicros what the processor has paid back in all, where the refund has failed */
    private void finish(UUID clientId, UUID topUpId, UUID id, Processor.RefundState state, long refundedMicros) {
        LockedTopUp topUp = locked.lock(clientId, topUpId);
        record Taken(long micros, long bonusMicros) {}
        Taken taken = database.row(
                FINISH,
                row -> new Taken(row.getLong("amount_micros"), row.getLong("bonus_micros")),
                state,
                clientId,
                id);
        if (taken == null) {
            return;
        }
        topUp.refundingMicros -= taken.micros();
        if (state == Processor.RefundState.SUCCEEDED) {
            topUp.refundedMicros += taken.micros();
        } else {
            topUp.reportedRefundedMicros = refundedMicros;
            topUp.bonusRevokedMicros = topUp.bonusGoneMicros();
            books.returnRefund(topUp, id, taken.micros(), taken.bonusMicros());
        }
        settling.follow(topUp);
    }

    private TopUpRefund same(TopUpRefund earlier, TopUp topUp, Long micros, String reason) {
        if (!earlier.topUpId().equals(topUp.id)
                || micros != null && micros != earlier.micros()
                || !Objects.equals(reason, earlier.reason())) {
            throw reused();
        }
        return earlier;
    }

    private static Problem reused() {
        return Problem.at(
                ProblemCode.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key",
                "This key was used before for another refund of this client.");
    }

    private TopUpRefund byReference(UUID clientId, String reference) {
        return database.row(
                "select " + TopUpRefund.COLUMNS + " from top_up_refund where client_id = ? and reference = ?",
                TopUpRefund::read,
                clientId,
                reference);
    }

    private TopUpRefund byId(UUID clientId, UUID id) {
        return database.row(
                "select " + TopUpRefund.COLUMNS + " from top_up_refund where client_id = ? and id = ?",
                TopUpRefund::read,
                clientId,
                id);
    }
}
