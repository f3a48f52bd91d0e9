package dev.farthing.ledger;

import dev.farthing.database.ReadOnly;
import dev.farthing.web.Cursor;
import dev.farthing.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@ApplicationScoped
class AccountStatement {
    static final String ENTRIES = "entries";
    static final String PURCHASES = "purchases";

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
    record Range(UUID clientId, Instant from, Instant to, Cursor cursor, int limit) {

        private Map<String, Object> parameters() {
            return Map.of(
                    "client", clientId,
                    "before", cursor == null ? Long.MAX_VALUE : cursor.key(0, Long::valueOf),
                    "from", from == null ? Instant.EPOCH : from,
                    "to", to == null ? NO_END : to);
        }
    }

    @Transactional
    @ReadOnly
    Page<PostedEntry> entries(Range range) {
        List<PostedEntry> found = LedgerEntry.find(ENTRY_QUERY, range.parameters())
                .range(0, range.limit())
                .project(PostedEntry.class)
                .list();
        return Page.of(found, range.limit(), row -> Cursor.of(ENTRIES, row.sequence()));
    }

    @Transactional
    @ReadOnly
    Page<PurchaseRow> purchases(Range range) {
        List<PurchaseRow> found = Purchase.find(PURCHASE_QUERY, range.parameters())
                .range(0, range.limit())
                .project(PurchaseRow.class)
                .list();
        return Page.of(found, range.limit(), row -> Cursor.of(PURCHASES, row.entrySequence()));
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
