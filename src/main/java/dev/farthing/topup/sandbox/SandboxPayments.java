package dev.farthing.topup.sandbox;

import dev.farthing.database.Database;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.PaymentState.Status;
import dev.farthing.topup.TopUp;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Hmac;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.UUID;

/** Amounts in micros. */
@ApplicationScoped
class SandboxPayments {
    private static final String OPEN = """
            insert into sandbox_payment (id, client_id, top_up_id, amount_micros, state, return_to, expires_at)
            values (?, ?, ?, ?, 'OPEN', ?, ?) on conflict do nothing
            """;

    private static final String PAY = """
            update sandbox_payment
            set state = ?, card = ?, decline = null, settles_at = ?
            where id = ? and state = 'OPEN' and expires_at > ?
            """;

    /** The lock makes a concurrent refund see what this one leaves. */
    private static final String REFUND = """
            with payment as (
              select id from sandbox_payment
              where id = ? and state = 'PAID'
                and refunded_micros + disputed_micros - reinstated_micros + ?::bigint <= amount_micros for update
            ), refund as (
              insert into sandbox_refund (id, payment, amount_micros) select ?, id, ?::bigint from payment
              on conflict do nothing returning payment, amount_micros
            )
            update sandbox_payment p set refunded_micros = p.refunded_micros + refund.amount_micros
            from refund where p.id = refund.payment
            """;

    private static final String DISPUTE = """
            update sandbox_payment set disputed_micros = disputed_micros + ?
            where id = ? and state = 'PAID' and refunded_micros + disputed_micros - reinstated_micros + ? <= amount_micros
            """;

    private static final String REINSTATE = """
            update sandbox_payment set reinstated_micros = reinstated_micros + ?
            where id = ? and state = 'PAID' and reinstated_micros + ? <= disputed_micros
            """;

    private static final String SETTLE = """
            update sandbox_payment set state = 'PAID' where id = ? and state = 'PENDING' and settles_at <= ?
            """;

    private static final String FIND = "select *, expires_at <= ? as expired from sandbox_payment where id = ?";

    private final Database database;
    private final SandboxConfig config;
    private final String currency;
    private final Clock clock;

    SandboxPayments(Database database, SandboxConfig config, FarthingConfig farthing, Clock clock) {
        this.database = database;
        this.config = config;
        this.currency = farthing.currency();
        this.clock = clock;
    }

    static String idOf(UUID topUpId) {
        return "sandbox_" + topUpId.toString().replace("-", "");
    }

    record Payment(
            String id,
            UUID clientId,
            UUID topUpId,
            long amountMicros,
            String state,
            String returnTo,
            String decline,
            long refundedMicros,
            long disputedMicros,
            long reinstatedMicros,
            boolean expired) {

        private static Payment read(ResultSet row) throws SQLException {
            return new Payment(
                    row.getString("id"),
                    row.getObject("client_id", UUID.class),
                    row.getObject("top_up_id", UUID.class),
                    row.getLong("amount_micros"),
                    row.getString("state"),
                    row.getString("return_to"),
                    row.getString("decline"),
                    row.getLong("refunded_micros"),
                    row.getLong("disputed_micros"),
                    row.getLong("reinstated_micros"),
                    row.getBoolean("expired"));
        }

        boolean isOpen() {
            return state.equals("OPEN") && !expired;
        }

        PaymentState state(String currency) {
            return switch (state) {
                case "PAID" ->
                    PaymentState.paid(id, amountMicros, currency)
                            .less(
                                    refundedMicros,
                                    new PaymentState.Disputes(
                                            disputedMicros, reinstatedMicros, reinstatedMicros < disputedMicros));
                case "FAILED" -> PaymentState.unpaid(Status.FAILED, decline);
                case "OPEN" -> PaymentState.unpaid(expired ? Status.EXPIRED : Status.OPEN, decline);
                default -> PaymentState.unpaid(Status.OPEN, decline);
            };
        }
    }

    Payment open(TopUp topUp) {
        String id = idOf(topUp.id);
        database.change(OPEN, id, topUp.clientId, topUp.id, topUp.amountMicros, topUp.returnTo, topUp.expiresAt);
        return find(id);
    }

    /** Null if absent. */
    Payment find(String id) {
        settle(id);
        return database.row(FIND, Payment::read, clock.instant(), id);
    }

    PaymentState state(String id) {
        Payment payment = find(id);
        return payment == null ? PaymentState.unpaid(Status.OPEN, null) : payment.state(currency);
    }

    /** Returns the decline, or null. */
    ProblemCode pay(String id, Card card) {
        ProblemCode decline = SandboxCards.declineOf(card, YearMonth.now(clock));
        if (decline != null) {
            database.change(
                    "update sandbox_payment set decline = ? where id = ? and state = 'OPEN'", decline.code(), id);
            return decline;
        }
        boolean later = SandboxCards.paysLater(card);
        Instant now = clock.instant();
        database.change(
                PAY, later ? "PENDING" : "PAID", card.masked(), later ? now.plus(config.delay()) : null, id, now);
        return null;
    }

    void fail(String id) {
        database.change("update sandbox_payment set state = 'FAILED' where id = ? and state = 'OPEN'", id);
    }

    /** Once per refund id; false if less is left. */
    boolean refund(String id, UUID refundId, long micros) {
        settle(id);
        return database.change(REFUND, id, micros, refundId, micros) == 1
                || database.row("select 1 from sandbox_refund where id = ?", row -> true, refundId) != null;
    }

    /** False if less is left. */
    boolean dispute(String id, long micros) {
        settle(id);
        return database.change(DISPUTE, micros, id, micros) == 1;
    }

    /** A dispute won, whole or in part; false if less is disputed. */
    boolean reinstate(String id, long micros) {
        return database.change(REINSTATE, micros, id, micros) == 1;
    }

    /** A keyed hash recognizes a body without revealing its card. */
    String fingerprint(String text) {
        return HexFormat.of().formatHex(Hmac.of(config.fingerprintKey().orElseThrow(), text));
    }

    private void settle(String id) {
        database.change(SETTLE, id, clock.instant());
    }
}
