package dev.farthing.ledger;

import dev.farthing.web.CsvLines;
import dev.farthing.web.Money;
import java.util.ArrayList;
import java.util.List;

/** Statements as CSV. */
final class Csv {
    private Csv() {}

    static String entries(List<EntryRow> rows, String currency) {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {
            "sequence",
            "id",
            "time",
            "kind",
            "from",
            "to",
            "change",
            "balance_after",
            "currency",
            "article",
            "corrects",
            "reference",
            "reason",
            "promotional",
            "expires_at"
        });
        for (EntryRow row : rows) {
            lines.add(new String[] {
                Long.toString(row.sequence()),
                row.id().toString(),
                row.createdAt().toString(),
                row.kind().name(),
                row.from().name(),
                row.to().name(),
                Money.format(row.changeMicros(), currency),
                Money.format(row.balanceAfterMicros(), currency),
                currency,
                CsvLines.text(row.article()),
                row.corrects() == null ? "" : row.corrects().toString(),
                CsvLines.text(row.reference()),
                CsvLines.text(row.reason()),
                Money.format(row.promoMicros(), currency),
                row.expiresAt() == null ? "" : row.expiresAt().toString()
            });
        }
        return CsvLines.write(lines);
    }

    static String purchases(List<PurchaseRow> rows, String currency) {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {
            "article", "title", "price", "currency", "purchased_at", "expires_at", "refunded_at", "entry"
        });
        for (PurchaseRow row : rows) {
            lines.add(new String[] {
                CsvLines.text(row.article()),
                CsvLines.text(row.title()),
                Money.format(row.priceMicros(), currency),
                currency,
                row.purchasedAt().toString(),
                row.expiresAt() == null ? "" : row.expiresAt().toString(),
                row.refundedAt() == null ? "" : row.refundedAt().toString(),
                Long.toString(row.entrySequence())
            });
        }
        return CsvLines.write(lines);
    }
}
