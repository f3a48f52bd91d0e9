package dev.farthing.topup.sandbox;

import dev.farthing.database.Database;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.TopUp;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Hmac;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** The sandbox's own books: its payments and what has become of them. Amounts in micros. */
@ApplicationScoped
class SandboxPayments {
    private static final String OPEN = """
            insert into sandbox_payment (id, client_id, top_up_id, amount_micros, state, return_to, expires_at)
            values (?, ?, ?, ?, 'OPEN', ?, ?) on conflict do nothing
            """;

    private static final String PAY = """
            update sandbox_payment
            set state = ?, card = ?, card_fingerprint = ?, decline = null, settles_at = ?
            where id = ? and state = 'OPEN' and expires_at > clock_timestamp()
            """;

    private static final String REFUND = """
            with asked as (
              insert into sandbox_refund (id, payment, amount_micros)
              select ?, id, ?::bigint from sandbox_payment
              where id = ? and state = 'PAID' and refunded_micros + disputed_micros + ?::bigint <= amount_micros
              on conflict do nothing returning payment, amount_micros
            )
            update sandbox_payment p set refunded_micros = p.refunded_micros + asked.amount_micros
            from asked where p.id = asked.payment
            """;

    private static final String DISPUTE = """
            update sandbox_payment set disputed_micros = disputed_micros + ?
            where id = ? and state = 'PAID' and refunded_micros + disputed_micros + ? <= amount_micros
            """;

    private final Database database;
    private final SandboxConfig config;
    private final String currency;

    SandboxPayments(Database database, SandboxConfig config, FarthingConfig farthing) {
        this.database = database;
        this.config = config;
        this.currency = farthing.currency();
    }

    /** What the sandbox calls the payment of a top-up. */
    static String idOf(UUID topUpId) {
        return "sandbox_" + topUpId.toString().replace("-", "");
    }

    /** A payment as it stands. */
    record Payment(
            String id,
            UUID clientId,
            UUID topUpId,
            long amountMicros,
            String state,
            String returnTo,
            String decline,
            Instant settlesAt,
            long refundedMicros,
            long disputedMicros,
            Instant expiresAt) {

        private static Payment read(ResultSet row) throws SQLException {
            return new Payment(
                    row.getString("id"),
                    row.getObject("client_id", UUID.class),
                    row.getObject("top_up_id", UUID.class),
                    row.getLong("amount_micros"),
                    row.getString("state"),
                    row.getString("return_to"),
                    row.getString("decline"),
                    Database.instant(row, "settles_at"),
                    row.getLong("refunded_micros"),
                    row.getLong("disputed_micros"),
                    Database.instant(row, "expires_at"));
        }

        private boolean isPaid() {
            return state.equals("PAID") || state.equals("PENDING") && !settlesAt.isAfter(Instant.now());
        }

        boolean isOpen() {
            return state.equals("OPEN") && expiresAt.isAfter(Instant.now());
        }

        PaymentState state(String currency) {
            if (isPaid()) {
                return PaymentState.paid(id, amountMicros, currency).lessRefunds(refundedMicros, disputedMicros);
            }
            if (state.equals("FAILED")) {
                return PaymentState.unpaid(PaymentState.Status.FAILED, decline);
            }
            boolean over = state.equals("OPEN") && !isOpen();
            return PaymentState.unpaid(over ? PaymentState.Status.EXPIRED : PaymentState.Status.OPEN, decline);
        }
    }

    /** The payment of a top-up, opened once. */
    Payment open(TopUp topUp) {
        String id = idOf(topUp.id);
        database.change(OPEN, id, topUp.clientId, topUp.id, topUp.amountMicros, topUp.returnTo, topUp.expiresAt);
        return find(id);
    }

    /** The payment, or null. */
    Payment find(String id) {
        settle(id);
        return database.row("select * from sandbox_payment where id = ?", Payment::read, id);
    }

    PaymentState state(String id) {
        Payment payment = find(id);
        return payment == null ? PaymentState.unpaid(PaymentState.Status.OPEN, null) : payment.state(currency);
    }

    /** Pays with a card; null when that went through, else why not. A payment that is made stays made. */
    ProblemCode pay(String id, Card card) {
        ProblemCode decline = SandboxCards.declineOf(card);
        if (decline != null) {
            database.change(
                    "update sandbox_payment set decline = ? where id = ? and state = 'OPEN'", decline.code(), id);
            return decline;
        }
        boolean later = SandboxCards.paysLater(card);
        database.change(
                PAY,
                later ? "PENDING" : "PAID",
                card.shown(),
                fingerprint(card.number()),
                later ? Instant.now().plus(config.delay()) : null,
                id);
        return null;
    }

    /** Ends a payment that may not be tried again. */
    void fail(String id) {
        database.change("update sandbox_payment set state = 'FAILED' where id = ? and state = 'OPEN'", id);
    }

    /** Pays back, once for each refund id; false when there is not so much left. */
    boolean refund(String id, UUID refundId, long micros) {
        settle(id);
        return database.change(REFUND, refundId, micros, id, micros) == 1
                || database.row("select 1 from sandbox_refund where id = ?", row -> true, refundId) != null;
    }

    /** The card's holder disputes so much; false when there is not so much left. */
    boolean dispute(String id, long micros) {
        settle(id);
        return database.change(DISPUTE, micros, id, micros) == 1;
    }

    /** A keyed hash, by which a card or a body is known again and from which it cannot be found. */
    String fingerprint(String text) {
        return HexFormat.of().formatHex(Hmac.of(config.fingerprintKey().orElseThrow(), text));
    }

    /** What pays later has paid once its time has come. */
    private void settle(String id) {
        database.change(
                "update sandbox_payment set state = 'PAID' where id = ? and state = 'PENDING' and settles_at <= clock_timestamp()",
                id);
    }
}
