package dev.farthing.ledger;

import dev.farthing.web.Csv;
import dev.farthing.web.Money;
import java.util.ArrayList;
import java.util.List;

/** Statements as CSV. */
final class StatementCsv {
    private StatementCsv() {}

    static String entries(List<PostedEntry> rows, String currency) {
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
        for (PostedEntry row : rows) {
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
                Csv.text(row.article()),
                row.corrects() == null ? "" : row.corrects().toString(),
                Csv.text(row.reference()),
                Csv.text(row.reason()),
                Money.format(row.promoMicros(), currency),
                row.expiresAt() == null ? "" : row.expiresAt().toString()
            });
        }
        return Csv.write(lines);
    }

    static String purchases(List<PurchaseRow> rows, String currency) {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {
            "article", "title", "price", "currency", "purchased_at", "expires_at", "refunded_at", "entry"
        });
        for (PurchaseRow row : rows) {
            lines.add(new String[] {
                Csv.text(row.article()),
                Csv.text(row.title()),
                Money.format(row.priceMicros(), currency),
                currency,
                row.purchasedAt().toString(),
                row.expiresAt() == null ? "" : row.expiresAt().toString(),
                row.refundedAt() == null ? "" : row.refundedAt().toString(),
                Long.toString(row.entrySequence())
            });
        }
        return Csv.write(lines);
    }
}
