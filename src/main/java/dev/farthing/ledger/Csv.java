package dev.farthing.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.farthing.web.Money;
import java.util.ArrayList;
import java.util.List;

/** Statements as CSV (RFC 4180), for a spreadsheet. */
final class Csv {
    static final String TYPE = "text/csv";

    private static final ObjectWriter LINE =
            new CsvMapper().writer(CsvSchema.emptySchema().withLineSeparator("\r\n"));

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
                text(row.article()),
                row.corrects() == null ? "" : row.corrects().toString(),
                text(row.reference()),
                text(row.reason()),
                Money.format(row.promoMicros(), currency),
                row.expiresAt() == null ? "" : row.expiresAt().toString()
            });
        }
        return write(lines);
    }

    static String purchases(List<PurchaseRow> rows, String currency) {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {
            "article", "title", "price", "currency", "purchased_at", "expires_at", "refunded_at", "entry"
        });
        for (PurchaseRow row : rows) {
            lines.add(new String[] {
                text(row.article()),
                text(row.title()),
                Money.format(row.priceMicros(), currency),
                currency,
                row.purchasedAt().toString(),
                row.expiresAt() == null ? "" : row.expiresAt().toString(),
                row.refundedAt() == null ? "" : row.refundedAt().toString(),
                Long.toString(row.entrySequence())
            });
        }
        return write(lines);
    }

    /** Free text that a spreadsheet would run as a formula gets an apostrophe in front. */
    private static String text(String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    private static String write(List<String[]> lines) {
        StringBuilder out = new StringBuilder();
        try {
            for (String[] line : lines) {
                out.append(LINE.writeValueAsString(line));
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toString();
    }
}
