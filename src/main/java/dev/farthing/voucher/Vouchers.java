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
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One transaction claims a voucher's row and posts its credit.
 *
 * <p>Racing redemptions wait for the row, then evaluate it again. A problem rolls back the counted guess too: the
 * voucher exists, but cannot be redeemed.
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

    private static final String FIND =
            "select redeemed_by, revoked_at is not null as revoked from voucher where batch = ? and number = ? and hash = ?";

    private final Database database;
    private final Postings postings;
    private final VoucherGuesses guesses;
    private final AddressGuesses addressGuesses;

    Vouchers(Database database, Postings postings, VoucherGuesses guesses, AddressGuesses addressGuesses) {
        this.database = database;
        this.postings = postings;
        this.guesses = guesses;
        this.addressGuesses = addressGuesses;
    }

    sealed interface Outcome {
        /** Exhaustive: a further case does not compile without its branch here. */
        <T> T fold(Function<Redeemed, T> redeemed, Supplier<T> malformed, Supplier<T> unknown);

        default boolean isGuess() {
            return fold(redeemed -> false, () -> true, () -> true);
        }

        /** @param replayed redeemed earlier by this client; the entry dates from then */
        record Redeemed(PostedEntry entry, boolean replayed) implements Outcome {
            @Override
            public <T> T fold(Function<Redeemed, T> redeemed, Supplier<T> malformed, Supplier<T> unknown) {
                return redeemed.apply(this);
            }
        }

        /** Wrong form or checksum; counts as a guess. */
        record Malformed() implements Outcome {
            @Override
            public <T> T fold(Function<Redeemed, T> redeemed, Supplier<T> malformed, Supplier<T> unknown) {
                return malformed.get();
            }
        }

        /** No such voucher; counts as a guess. */
        record Unknown() implements Outcome {
            @Override
            public <T> T fold(Function<Redeemed, T> redeemed, Supplier<T> malformed, Supplier<T> unknown) {
                return unknown.get();
            }
        }
    }

    private record Value(long amountMicros, boolean promotional, Instant creditExpiresAt) {
        static Value read(ResultSet row) throws SQLException {
            return new Value(
                    row.getLong("amount_micros"),
                    row.getBoolean("promotional"),
                    Database.instant(row, "credit_expires_at"));
        }
    }

    private record VoucherRow(UUID redeemedBy, boolean revoked) {
        static VoucherRow read(ResultSet row) throws SQLException {
            return new VoucherRow(row.getObject("redeemed_by", UUID.class), row.getBoolean("revoked"));
        }
    }

    /**
     * @throws Problem {@code too_many_guesses}, {@code voucher_redeemed} by another client, {@code voucher_revoked},
     *     {@code voucher_expired}, {@code balance_too_low} or {@code too_many_expiries}; all change nothing
     */
    Outcome redeem(UUID clientId, String typed) {
        VoucherCode code = VoucherCode.read(typed).orElse(null);
        return addressGuesses.count(
                () -> database.inTransaction(() -> {
                    guesses.claim(clientId);
                    return code == null ? new Outcome.Malformed() : redeem(clientId, code);
                }),
                Outcome::isGuess);
    }

    private Outcome redeem(UUID clientId, VoucherCode code) {
        Value value = database.row(CLAIM, Value::read, clientId, code.batch(), code.number(), code.hash());
        if (value == null) {
            VoucherRow voucher = database.row(FIND, VoucherRow::read, code.batch(), code.number(), code.hash());
            if (voucher == null) {
                return new Outcome.Unknown();
            }
            if (!clientId.equals(voucher.redeemedBy())) {
                throw notRedeemable(voucher);
            }
        }
        PostedEntry entry =
                value == null ? postings.earlier(clientId, code.reference()) : credit(clientId, code, value);
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
                postings.credit(value.promotional() ? movement.promotional(value.creditExpiresAt()) : movement);
        return outcome.accept(new Credited());
    }

    /** A refusal rolls the redemption back, so that the voucher stays valid. */
    private static final class Credited implements Postings.Outcome.Visitor<PostedEntry> {
        @Override
        public PostedEntry done(Postings.Outcome.Done done) {
            return done.entry();
        }

        @Override
        public PostedEntry referenceReused() {
            throw new IllegalStateException("another entry has the voucher's reference");
        }

        @Override
        public PostedEntry noSuchClient() {
            throw new IllegalStateException("the client who redeems a voucher exists");
        }

        @Override
        public PostedEntry outOfRange() {
            throw Problem.of(
                    ProblemCode.BALANCE_TOO_LOW,
                    "The balance would exceed its maximum of 10^12. The voucher stays valid.");
        }

        @Override
        public PostedEntry tooManyLots() {
            throw Problem.of(
                    ProblemCode.TOO_MANY_EXPIRIES,
                    "The client holds promotional credit with 100 different expiry times; redeem the voucher when the next has passed.");
        }
    }

    private static Problem notRedeemable(VoucherRow voucher) {
        if (voucher.redeemedBy() != null) {
            return Problem.of(ProblemCode.VOUCHER_REDEEMED, "This voucher was redeemed earlier, by another client.");
        }
        return voucher.revoked()
                ? Problem.of(ProblemCode.VOUCHER_REVOKED, "This voucher was revoked.")
                : Problem.of(ProblemCode.VOUCHER_EXPIRED, "This voucher has expired.");
    }
}
