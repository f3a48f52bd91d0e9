package dev.farthing.voucher;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

@ApplicationScoped
class VoucherBatches {
    /** Three collisions in a row among 2^30 ids do not happen. */
    private static final int ATTEMPTS = 3;

    private static final String MAKE = """
            with inserted as (
              insert into voucher_batch (id, amount_micros, size, label, promotional, expires_at, credit_expires_at, created_at)
              values (?, ?, ?, ?, ?, ?, ?, ?)
              on conflict (id) do nothing
              returning id
            )
            insert into voucher (batch, number, hash)
            select inserted.id, (code.place - 1)::int, decode(code.hash, 'hex')
            from inserted, unnest(?::text[]) with ordinality as code(hash, place)
            """;

    private static final String IS_OURS = "select true from voucher where batch = ? and number = 0 and hash = ?";

    /** A racing redemption waits for the rows, then evaluates its conditions again. */
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
    private final Clock clock;

    VoucherBatches(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param amountMicros of each voucher, above 0
     * @param size 1 to 32768
     * @param expiresAt not after {@code creditExpiresAt}; null: never
     * @param creditExpiresAt promotional credit only; null: never
     */
    record Terms(
            long amountMicros,
            int size,
            String label,
            boolean promotional,
            Instant expiresAt,
            Instant creditExpiresAt) {}

    /** The codes are not stored. */
    record Result(String id, Instant createdAt, List<VoucherCode> codes) {}

    Result make(Terms terms) {
        Instant now = clock.instant();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String id = VoucherCode.newBatch();
            List<VoucherCode> codes = IntStream.range(0, terms.size())
                    .mapToObj(number -> VoucherCode.generate(id, number))
                    .toList();
            if (insert(id, terms, now, codes)) {
                return new Result(id, now, codes);
            }
        }
        throw new IllegalStateException("No free batch id found");
    }

    /** False if there is no such batch. */
    boolean revoke(String id) {
        return database.row(REVOKE, row -> row.getString("id"), id) != null;
    }

    private boolean insert(String id, Terms terms, Instant now, List<VoucherCode> codes) {
        int inserted = database.change(
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
        // A retry after a lost answer finds its own batch.
        return inserted > 0
                || database.row(
                                IS_OURS,
                                row -> row.getBoolean(1),
                                id,
                                codes.get(0).hash())
                        != null;
    }
}
