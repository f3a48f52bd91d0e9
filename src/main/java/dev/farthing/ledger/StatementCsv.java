package dev.farthing.ledger;

import dev.farthing.web.Csv;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** The components of each record name the columns. */
final class StatementCsv {
    private StatementCsv() {}

    @RegisterForReflection
    record EntryLine(
            long sequence,
            UUID id,
            Instant time,
            EntryKind kind,
            AccountName from,
            AccountName to,
            String change,
            String balanceAfter,
            String currency,
            String article,
            Long corrects,
            String reference,
            String reason,
            String promotional,
            Instant expiresAt) {}

    @RegisterForReflection
    record PurchaseLine(
            String article,
            String title,
            String price,
            String currency,
            Instant purchasedAt,
            Instant expiresAt,
            Instant refundedAt,
            long entry,
            PurchaseState state) {}

    static EntryLine entry(PostedEntry row, String currency) {
        return new EntryLine(
                row.sequence(),
                row.id(),
                row.createdAt(),
                row.kind(),
                row.from(),
                row.to(),
                Money.format(row.changeMicros(), currency),
                Money.format(row.balanceAfterMicros(), currency),
                currency,
                Csv.text(row.article()),
                row.corrects(),
                Csv.text(row.reference()),
                Csv.text(row.reason()),
                Money.format(row.promoMicros(), currency),
                row.expiresAt());
    }

    static PurchaseLine purchase(PurchaseRow row, String currency, Instant now) {
        return new PurchaseLine(
                Csv.text(row.article()),
                Csv.text(row.title()),
                Money.format(row.priceMicros(), currency),
                currency,
                row.purchasedAt(),
                row.expiresAt(),
                row.refundedAt(),
                row.entrySequence(),
                row.state(now));
    }
}
