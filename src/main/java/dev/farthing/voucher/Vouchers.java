package dev.farthing.voucher;

import dev.farthing.database.Database;
import dev.farthing.ledger.AccountName;
import dev.farthing.ledger.EntryKind;
import dev.farthing.ledger.Movement;
import dev.farthing.ledger.PostedEntry;
import dev.farthing.ledger.Postings;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Redeems vouchers, each once, ever: the voucher's row is claimed and the credit posted in one transaction.
 *
 * <p>Of several who redeem one code at once, the first holds the row and the others look at it again when it is free.
 * Whatever is thrown inside rolls everything back, the counted guess too: then the code was a voucher's, only not good now.
 */
@ApplicationScoped
class Vouchers {
    private static final String CLAIM = """
            update voucher set redeemed_by = ?, redeemed_at = clock_timestamp()
            from voucher_batch
            where voucher_batch.id = voucher.batch and voucher.batch = ? and voucher.number = ? and voucher.hash = ?
              and voucher.redeemed_by is null and voucher.revoked_at is null
              and coalesce(voucher_batch.expires_at, 'infinity') > clock_timestamp()
            returning amount_micros, promotional, credit_expires_at
            """;

    private static final String LOOK =
            "select redeemed_by, revoked_at is not null as revoked from voucher where batch = ? and number = ? and hash = ?";

    private final Database database;
    private final Postings posting;
    private final VoucherGuesses guesses;

    Vouchers(Database database, Postings posting, VoucherGuesses guesses) {
        this.database = database;
        this.posting = posting;
        this.guesses = guesses;
    }

    /** What came of a code. */
    sealed interface Outcome {
        /** @param before whether the client had redeemed it before; then it is the entry of that time */
        record Redeemed(PostedEntry entry, boolean before) implements Outcome {}

        /** A wrong guess: the form or the checksum is wrong. */
        record Malformed() implements Outcome {}

        /** A wrong guess: there is no such voucher. */
        record Unknown() implements Outcome {}
    }

    private record Value(long amountMicros, boolean promotional, Instant creditExpiresAt) {
        static Value read(ResultSet row) throws SQLException {
            return new Value(
                    row.getLong("amount_micros"),
                    row.getBoolean("promotional"),
                    Database.instant(row, "credit_expires_at"));
        }
    }

    private record Taken(UUID redeemedBy, boolean revoked) {
        static Taken read(ResultSet row) throws SQLException {
            return new Taken(row.getObject("redeemed_by", UUID.class), row.getBoolean("revoked"));
        }
    }

    /**
     * Redeems what the client typed.
     *
     * @throws Problem {@code too_many_guesses}, {@code voucher_redeemed} by another client, {@code voucher_revoked}, {@code
     *     voucher_expired}, {@code balance_too_low}, {@code too_many_expiries}; all of these leave everything as it was
     */
    Outcome redeem(UUID clientId, String typed) {
        VoucherCode code = VoucherCode.read(typed).orElse(null);
        return database.inTransaction(() -> {
            guesses.claim(clientId);
            return code == null ? new Outcome.Malformed() : redeem(clientId, code);
        });
    }

    private Outcome redeem(UUID clientId, VoucherCode code) {
        Value value = database.row(CLAIM, Value::read, clientId, code.batch(), code.number(), code.hash());
        if (value == null) {
            Taken taken = database.row(LOOK, Taken::read, code.batch(), code.number(), code.hash());
            if (taken == null) {
                return new Outcome.Unknown();
            }
            if (!clientId.equals(taken.redeemedBy())) {
                throw notGood(taken);
            }
        }
        PostedEntry entry = value == null ? posting.earlier(clientId, code.reference()) : credit(clientId, code, value);
        guesses.giveBack(clientId);
        return new Outcome.Redeemed(entry, value == null);
    }

    private PostedEntry credit(UUID clientId, VoucherCode code, Value value) {
        Movement movement = Movement.of(
                clientId,
                EntryKind.VOUCHER,
                value.promotional() ? AccountName.PROMOTION : AccountName.VOUCHERS,
                value.amountMicros(),
                code.reference(),
                null);
        Postings.Outcome outcome =
                posting.credit(value.promotional() ? movement.promotional(value.creditExpiresAt()) : movement);
        if (outcome instanceof Postings.Outcome.Done done) {
            return done.entry();
        }
        throw outcome instanceof Postings.Outcome.TooManyLots
                ? Problem.of(
                        ProblemCode.TOO_MANY_EXPIRIES,
                        "The client holds promotional credit with 100 different ends; redeem the voucher when the next has passed.")
                : Problem.of(
                        ProblemCode.BALANCE_TOO_LOW,
                        "The balance would leave its range: it is never above 10^12. The voucher stays good.");
    }

    private static Problem notGood(Taken taken) {
        if (taken.redeemedBy() != null) {
            return Problem.of(ProblemCode.VOUCHER_REDEEMED, "This voucher has been redeemed before, by somebody else.");
        }
        return taken.revoked()
                ? Problem.of(ProblemCode.VOUCHER_REVOKED, "This voucher has been withdrawn.")
                : Problem.of(ProblemCode.VOUCHER_EXPIRED, "This voucher's time is over.");
    }
}
