package dev.farthing.voucher;

import dev.farthing.database.Database;
import dev.farthing.web.Now;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Makes batches of vouchers and withdraws them. */
@ApplicationScoped
class VoucherBatches {
    /** Of 2^30 ids the same one is not drawn three times in a row. */
    private static final int ATTEMPTS = 3;

    private static final String MAKE = """
            with made as (
              insert into voucher_batch (id, amount_micros, size, label, promotional, expires_at, credit_expires_at, created_at)
              values (?, ?, ?, ?, ?, ?, ?, ?)
              on conflict (id) do nothing
              returning id
            )
            insert into voucher (batch, number, hash)
            select made.id, (code.place - 1)::int, decode(code.hash, 'hex')
            from made, unnest(?::text[]) with ordinality as code(hash, place)
            """;

    private static final String IS_OURS = "select true from voucher where batch = ? and number = 0 and hash = ?";

    /** The vouchers' own rows are what a racing redemption waits for; it looks at them again when it goes on. */
    private static final String REVOKE = """
            with batch as (
              update voucher_batch set revoked_at = coalesce(revoked_at, clock_timestamp()) where id = ?
              returning id, revoked_at
            ), revoked as (
              update voucher set revoked_at = batch.revoked_at from batch
              where voucher.batch = batch.id and voucher.redeemed_by is null and voucher.revoked_at is null
            )
            select id from batch
            """;

    private final Database database;

    VoucherBatches(Database database) {
        this.database = database;
    }

    /**
     * What the vouchers of a batch are.
     *
     * @param amountMicros of each, more than 0
     * @param size how many, 1 to 32768
     * @param label null for none
     * @param expiresAt until when they can be redeemed, not after {@code creditExpiresAt}; null: for ever
     * @param creditExpiresAt when their credit ends; null: never, as always for credit that is not promotional
     */
    record Terms(
            long amountMicros,
            int size,
            String label,
            boolean promotional,
            Instant expiresAt,
            Instant creditExpiresAt) {}

    /** A batch as it was made, with the one sight of its codes. */
    record Made(String id, Instant createdAt, List<VoucherCode> codes) {}

    Made make(Terms terms) {
        Instant now = Now.micros();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String id = VoucherCode.newBatch();
            List<VoucherCode> codes = IntStream.range(0, terms.size())
                    .mapToObj(number -> VoucherCode.generate(id, number))
                    .toList();
            if (insert(id, terms, now, codes)) {
                return new Made(id, now, codes);
            }
        }
        throw new IllegalStateException("No batch id was free");
    }

    /** Withdraws what is not redeemed. False when there is no such batch. */
    boolean revoke(String id) {
        return database.row(REVOKE, row -> row.getString("id"), id) != null;
    }

    private boolean insert(String id, Terms terms, Instant now, List<VoucherCode> codes) {
        int made = database.change(
                MAKE,
                id,
                terms.amountMicros(),
                terms.size(),
                terms.label(),
                terms.promotional(),
                terms.expiresAt(),
                terms.creditExpiresAt(),
                now,
                codes.stream()
                        .map(code -> HexFormat.of().formatHex(code.hash()))
                        .toArray(String[]::new));
        // A statement whose answer was lost is sent again and finds its own batch.
        return made > 0
                || database.row(
                                IS_OURS,
                                row -> row.getBoolean(1),
                                id,
                                codes.get(0).hash())
                        != null;
    }
}
