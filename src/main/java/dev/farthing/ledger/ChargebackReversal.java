package dev.farthing.ledger;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Gives back what disputes of a payment took. What was taken last comes back first: the loss before the client's credit, the
 * promotional part of that before the paid part. So the books end as if only the rest had been disputed, and a dispute that is
 * won as a whole gives back exactly what it took.
 */
@ApplicationScoped
public class ChargebackReversal {
    private static final String POSTED = """
            select kind, amount_micros, promo_micros, expires_at from ledger_entry
            where client_id = ? and corrects = ?
              and kind in ('CHARGEBACK', 'CHARGEBACK_REVERSED', 'LOSS', 'LOSS_REVERSED')
              and (kind <> 'LOSS' or left(reference, length(?::text)) = ?::text)
            order by sequence
            """;

    private final Database database;
    private final Postings postings;
    private final LossPosting losses;

    ChargebackReversal(Database database, Postings postings, LossPosting losses) {
        this.database = database;
        this.postings = postings;
        this.losses = losses;
    }

    /**
     * @param entry sequence of the entry that credited the payment
     * @param takenReference start of the references of what disputes took
     * @param reference start of the references to post under; the total given back ends each
     * @param beforeMicros given back earlier
     */
    public record Cause(
            UUID clientId,
            long entry,
            long micros,
            String takenReference,
            String reference,
            long beforeMicros,
            String reason) {}

    /** Runs in the transaction that locks what was paid for. */
    public void giveBack(Cause cause) {
        Deque<Part> held = new ArrayDeque<>();
        List<Row> rows = database.rows(
                POSTED, Row::read, cause.clientId(), cause.entry(), cause.takenReference(), cause.takenReference());
        for (Row row : rows) {
            switch (row.kind()) {
                case CHARGEBACK -> {
                    push(held, new Part(Source.PAID, row.micros() - row.promoMicros(), null));
                    push(held, new Part(Source.PROMO, row.promoMicros(), row.expiresAt()));
                }
                case LOSS -> push(held, new Part(Source.LOSS, row.micros(), null));
                default -> pop(held, row.micros());
            }
        }
        long total = cause.beforeMicros();
        for (Part part : pop(held, cause.micros())) {
            total += part.micros();
            post(cause, part, cause.reference() + total);
        }
    }

    private enum Source {
        PAID,
        PROMO,
        LOSS
    }

    private record Part(Source source, long micros, Instant until) {
        Part of(long some) {
            return new Part(source, some, until);
        }
    }

    private record Row(EntryKind kind, long micros, long promoMicros, Instant expiresAt) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    EntryKind.valueOf(row.getString("kind")),
                    row.getLong("amount_micros"),
                    row.getLong("promo_micros"),
                    Database.instant(row, "expires_at"));
        }
    }

    private static void push(Deque<Part> held, Part part) {
        if (part.micros() > 0) {
            held.push(part);
        }
    }

    private static Deque<Part> pop(Deque<Part> held, long micros) {
        Deque<Part> popped = new ArrayDeque<>();
        long left = micros;
        while (left > 0) {
            if (held.isEmpty()) {
                throw new IllegalStateException("disputes gave back more than they took");
            }
            Part part = held.pop();
            long some = Math.min(left, part.micros());
            push(held, part.of(part.micros() - some));
            popped.add(part.of(some));
            left -= some;
        }
        return popped;
    }

    private void post(Cause cause, Part part, String reference) {
        if (part.source() == Source.LOSS) {
            losses.reverse(cause.clientId(), part.micros(), cause.entry(), reference, cause.reason());
            return;
        }
        Movement movement = Movement.of(
                        cause.clientId(),
                        EntryKind.CHARGEBACK_REVERSED,
                        AccountName.PROCESSOR,
                        part.micros(),
                        reference,
                        cause.reason())
                .correcting(cause.entry());
        Postings.Outcome outcome =
                postings.creditOwed(part.source() == Source.PROMO ? movement.promotional(part.until()) : movement);
        if (!(outcome instanceof Postings.Outcome.Done)) {
            throw new IllegalStateException("not posted: " + outcome);
        }
    }
}
