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

    private static final String PURCHASE_QUERY = """
            select p.entrySequence, a.slug, a.title, p.priceMicros, p.purchasedAt, p.expiresAt, p.refundedAt
            from Purchase p join Article a on a.id = p.articleId
            where p.clientId = :client and p.entrySequence < :before and p.entrySequence > 0
              and p.purchasedAt >= :from and p.purchasedAt < :to
            order by p.entrySequence desc
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
        List<PurchaseRow> found = Purchase.find(PURCHASE_QUERY, range.parameters(paging.cursor(PURCHASES, 1)))
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
