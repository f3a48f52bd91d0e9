package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.web.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The publisher's loss, on the client's statement: money that a processor took back beyond the client's credit. */
@ApplicationScoped
public class LossPosting {
    private static final String BOOK = """
            with numbered as (
              insert into account as acc (client_id, balance_micros, last_sequence) values (?, 0, 1)
              on conflict (client_id) do update set last_sequence = acc.last_sequence + 1
              returning acc.client_id, acc.balance_micros, acc.last_sequence
            )
            %s
            select client_id, last_sequence, ?, ?, ?, ?, ?, 0,
                   balance_micros, balance_micros, null, ?, ?, ?, clock_timestamp()
            from numbered
            returning %s
            """.formatted(PostingSql.ENTRY, PostedEntry.COLUMNS);

    private final Database database;
    private final MoneyMeters meters;

    LossPosting(Database database, MoneyMeters meters) {
        this.database = database;
        this.meters = meters;
    }

    /** The client's balance does not change. */
    public PostedEntry book(UUID clientId, long amountMicros, long corrects, String reference, String reason) {
        return post(
                clientId,
                EntryKind.LOSS,
                AccountName.LOSS,
                AccountName.PROCESSOR,
                amountMicros,
                corrects,
                reference,
                reason);
    }

    /** As {@link #book}: the processor has given the money back. */
    PostedEntry reverse(UUID clientId, long amountMicros, long corrects, String reference, String reason) {
        return post(
                clientId,
                EntryKind.LOSS_REVERSED,
                AccountName.PROCESSOR,
                AccountName.LOSS,
                amountMicros,
                corrects,
                reference,
                reason);
    }

    private PostedEntry post(UUID clientId, Object... parameters) {
        Object[] all = new Object[parameters.length + 2];
        all[0] = clientId;
        all[1] = Ids.next();
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        return meters.moved(database.row(BOOK, PostedEntry::read, all));
    }
}
