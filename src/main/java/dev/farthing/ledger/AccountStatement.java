package dev.farthing.ledger;

import dev.farthing.database.ReadOnly;
import dev.farthing.web.Cursor;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@ApplicationScoped
class AccountStatement {
    private static final String ENTRIES = "entries";
    private static final String PURCHASES = "purchases";

    private static final Instant NO_END = Instant.parse("9999-12-31T00:00:00Z");

    private static final String ENTRY_QUERY = """
            select e.clientId, e.sequence, e.id, e.kind, e.from, e.to, e.amountMicros, e.promoMicros, e.balanceAfterMicros,
                   e.expiresAt, e.corrects, e.reference, e.reason, e.createdAt, a.slug
            from LedgerEntry e left join Article a on a.id = e.articleId
            where e.clientId = :client and e.sequence < :before and e.createdAt >= :from and e.createdAt < :to
            order by e.sequence desc
            """;

    /** The table of purchases holds the latest of each article only; entries hold all. */
    private static final String PURCHASE_QUERY = """
            select e.sequence, a.slug, a.title, e.amountMicros, e.createdAt, p.clientId, p.expiresAt, r.createdAt
            from LedgerEntry e
            join Article a on a.id = e.articleId
            left join Purchase p on p.clientId = e.clientId and p.articleId = e.articleId and p.entrySequence = e.sequence
            left join LedgerEntry r on r.clientId = e.clientId and r.corrects = e.sequence and r.kind = REFUND
            where e.clientId = :client and e.kind = PURCHASE and e.sequence < :before
              and e.createdAt >= :from and e.createdAt < :to
            order by e.sequence desc
            """;

    /** {@code to} is excluded; null leaves an end open. */
    record Range(UUID clientId, Instant from, Instant to) {

        private Map<String, Object> parameters(Cursor cursor) {
            return Map.of(
                    "client", clientId,
                    "before", cursor == null ? Long.MAX_VALUE : cursor.number(0),
                    "from", from == null ? Instant.EPOCH : from,
                    "to", to == null ? NO_END : to);
        }
    }

    /** For {@link dev.farthing.database.Lists#page}. */
    Page<PostedEntry> entries(Range range, Paging paging) {
        int limit = paging.limit();
        List<PostedEntry> found = LedgerEntry.find(ENTRY_QUERY, range.parameters(paging.cursor(ENTRIES, 1)))
                .range(0, limit)
                .project(PostedEntry.class)
                .list();
        return Page.of(found, limit, row -> Cursor.of(ENTRIES, row.sequence()));
    }

    /** For {@link dev.farthing.database.Lists#page}. */
    Page<PurchaseRow> purchases(Range range, Paging paging) {
        int limit = paging.limit();
        List<PurchaseRow> found = LedgerEntry.find(PURCHASE_QUERY, range.parameters(paging.cursor(PURCHASES, 1)))
                .range(0, limit)
                .project(PurchaseRow.class)
                .list();
        return Page.of(found, limit, row -> Cursor.of(PURCHASES, row.entrySequence()));
    }

    /** {@code at} is included. */
    @Transactional
    @ReadOnly
    long balanceMicrosAt(UUID clientId, Instant at) {
        LedgerEntry last = LedgerEntry.find("clientId = ?1 and createdAt <= ?2 order by sequence desc", clientId, at)
                .firstResult();
        return last == null ? 0 : last.balanceAfterMicros;
    }
}
