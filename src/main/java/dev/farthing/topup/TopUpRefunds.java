package dev.farthing.topup;

import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Ids;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** The credit is taken with the refund's record, before the processor is called; a final refusal returns it. */
@ApplicationScoped
class TopUpRefunds {
    private static final String OPEN = """
            insert into top_up_refund (client_id, id, top_up_id, status, amount_micros, bonus_micros, reference, reason,
                                       created_at, next_check_at)
            values (?, ?, ?, 'PENDING', ?, ?, ?, ?, clock_timestamp(), ?)
            """;

    private final Database database;
    private final LockedTopUps lockedTopUps;
    private final TopUpPostings postings;
    private final TopUps topUps;
    private final Processors processors;
    private final ProcessorCalls calls;
    private final RefundSettlement results;
    private final TopUpConfig config;
    private final BookCurrency currency;
    private final Clock clock;

    TopUpRefunds(
            Database database,
            LockedTopUps lockedTopUps,
            TopUpPostings postings,
            TopUps topUps,
            Processors processors,
            ProcessorCalls calls,
            RefundSettlement results,
            TopUpConfig config,
            BookCurrency currency,
            Clock clock) {
        this.database = database;
        this.lockedTopUps = lockedTopUps;
        this.postings = postings;
        this.topUps = topUps;
        this.processors = processors;
        this.calls = calls;
        this.results = results;
        this.config = config;
        this.currency = currency;
        this.clock = clock;
    }

    record Result(TopUpRefund refund, boolean replayed) {}

    /**
     * Once for each reference.
     *
     * @param micros null: all that is unspent
     * @throws Problem {@code top_up_not_refundable}, {@code refund_too_large} or {@code idempotency_key_reused}
     */
    Result request(TopUp topUp, Long micros, String reference, String reason) {
        Result result = once(() -> {
            LockedTopUp lockedTopUp = lockedTopUps.lock(topUp.clientId, topUp.id);
            TopUpRefund earlier = byReference(topUp.clientId, reference);
            if (earlier != null) {
                return new Result(same(earlier, topUp, micros, reason), true);
            }
            return new Result(take(lockedTopUp, micros, reference, reason), false);
        });
        return result.refund().status() == Processor.RefundState.PENDING
                ? new Result(send(topUp.clientId, result.refund().id()), result.replayed())
                : result;
    }

    /** The lock covers one top-up; the constraint catches a reference used for another. */
    private Result once(Supplier<Result> work) {
        try {
            return database.inTransaction(work);
        } catch (Database.DatabaseException refused) {
            if ("refund_once_per_reference".equals(SqlStates.constraint(refused))) {
                throw reused();
            }
            throw refused;
        }
    }

    /** Without an answer the refund stays pending; reconciliation repeats it. */
    TopUpRefund send(UUID clientId, UUID id) {
        TopUpRefund refund = results.refund(clientId, id);
        TopUp topUp = topUps.find(clientId, refund.topUpId());
        Processor.RefundState state;
        long refundedMicros;
        try {
            state = calls.ask(topUp.processor, processor -> processor.refund(topUp, id, refund.micros()));
            // An earlier sum may include this refund, which has failed since.
            refundedMicros = state == Processor.RefundState.FAILED
                    ? calls.ask(topUp.processor, processor -> processor.state(topUp))
                            .refundedMicros()
                    : 0;
        } catch (Problem away) {
            if (away.code() != ProblemCode.PROCESSOR_UNAVAILABLE) {
                throw away;
            }
            return refund;
        }
        if (state != Processor.RefundState.PENDING) {
            results.finish(refund, state, refundedMicros);
        }
        return results.refund(clientId, id);
    }

    private TopUpRefund take(LockedTopUp topUp, Long micros, String reference, String reason) {
        if (!topUp.isPaid()) {
            throw Problem.of(
                    ProblemCode.TOP_UP_NOT_REFUNDABLE,
                    topUp.status == TopUp.Status.PAID
                            ? "This top-up was paid but not credited: refund it at the processor."
                            : "This top-up has not been paid.");
        }
        long unspent = postings.unspentMicros(topUp);
        long whole = unspent - unspent % processors.named(topUp.processor).unitMicros();
        long amount = micros == null ? whole : micros;
        if (amount > whole || amount == 0) {
            throw Problem.at(
                    ProblemCode.REFUND_TOO_LARGE,
                    "amount",
                    "%s %s is unspent of this top-up and can be refunded.".formatted(currency.text(whole), currency));
        }
        UUID id = Ids.next();
        postings.takeForRefund(topUp, id, amount, reason);
        topUp.refundingMicros += amount;
        long bonus = postings.revokeBonus(topUp);
        lockedTopUps.write(topUp);
        database.change(
                OPEN,
                topUp.clientId,
                id,
                topUp.id,
                amount,
                bonus,
                reference,
                reason,
                clock.instant().plus(config.reconcileAfter()));
        return results.refund(topUp.clientId, id);
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
}
