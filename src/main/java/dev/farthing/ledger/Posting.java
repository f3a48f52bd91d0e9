package dev.farthing.ledger;

import dev.farthing.web.DatabaseFaults;
import dev.farthing.web.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;

/** Credit given and taken back by an admin, each movement once for its reference. */
@ApplicationScoped
public class Posting {

    private static final String CREDIT = """
            with credited as (
              insert into account as acc (client_id, balance_micros, last_sequence) values (?, ?, 1)
              on conflict (client_id) do update
                set balance_micros = acc.balance_micros + excluded.balance_micros, last_sequence = acc.last_sequence + 1
              returning acc.client_id, acc.balance_micros, acc.last_sequence
            ), movement as (select ?::bigint as amount_micros)
            insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                      balance_before_micros, balance_after_micros, reference, reason, created_at)
            select client_id, last_sequence, ?, ?, ?, 'CLIENT', amount_micros,
                   balance_micros - amount_micros, balance_micros, ?, ?, clock_timestamp()
            from credited, movement
            returning %s
            """.formatted(Posted.COLUMNS);

    private static final String TAKE_BACK = """
            with debited as (
              update account acc set balance_micros = acc.balance_micros - ?, last_sequence = acc.last_sequence + 1
              where client_id = ? and balance_micros >= ?
              returning acc.client_id, acc.balance_micros, acc.last_sequence
            ), movement as (select ?::bigint as amount_micros)
            insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                      balance_before_micros, balance_after_micros, reference, reason, created_at)
            select client_id, last_sequence, ?, ?, 'CLIENT', ?, amount_micros,
                   balance_micros + amount_micros, balance_micros, ?, ?, clock_timestamp()
            from debited, movement
            returning %s
            """.formatted(Posted.COLUMNS);

    private static final String BY_REFERENCE =
            "select %s from ledger_entry where client_id = ? and reference = ?".formatted(Posted.COLUMNS);

    private final Database database;

    Posting(Database database) {
        this.database = database;
    }

    /**
     * A movement between the client and a shared account.
     *
     * @param amountMicros more than 0
     * @param other the account at the other end
     * @param reference names the cause; a client has at most one entry with it
     */
    public record Movement(
            UUID clientId, EntryKind kind, AccountName other, long amountMicros, String reference, String reason) {

        private boolean isWhat(Posted entry, boolean toClient) {
            return entry.kind() == kind
                    && entry.amountMicros() == amountMicros
                    && (toClient ? entry.to() : entry.from()) == AccountName.CLIENT
                    && (toClient ? entry.from() : entry.to()) == other
                    && Objects.equals(entry.reason(), reason);
        }
    }

    /** What came of a posting. */
    public sealed interface Outcome {
        /** The entry, appended now or by an earlier request with the same reference. */
        record Done(Posted entry, boolean replayed) implements Outcome {}

        /** The reference belongs to an entry that says something else. */
        record ReferenceReused() implements Outcome {}

        record NoSuchClient() implements Outcome {}

        /** The client holds less than should be taken back, or more than an account can. */
        record OutOfRange() implements Outcome {}
    }

    /** Moves money to the client. */
    public Outcome credit(Movement m) {
        return post(
                m,
                true,
                CREDIT,
                m.clientId(),
                m.amountMicros(),
                m.amountMicros(),
                Ids.next(),
                m.kind(),
                m.other(),
                m.reference(),
                m.reason());
    }

    /** Moves money from the client, who must hold it. */
    public Outcome takeBack(Movement m) {
        return post(
                m,
                false,
                TAKE_BACK,
                m.amountMicros(),
                m.clientId(),
                m.amountMicros(),
                m.amountMicros(),
                Ids.next(),
                m.kind(),
                m.other(),
                m.reference(),
                m.reason());
    }

    private Outcome post(Movement movement, boolean toClient, String sql, Object... parameters) {
        Posted entry;
        try {
            entry = database.row(sql, Posted::read, parameters);
        } catch (Database.DatabaseException refused) {
            String constraint = DatabaseFaults.constraint(refused);
            if ("account_of_client".equals(constraint)) {
                return new Outcome.NoSuchClient();
            }
            if ("balance_in_range".equals(constraint)) {
                return new Outcome.OutOfRange();
            }
            if (!"payment_credits_once".equals(constraint)) {
                throw refused;
            }
            entry = null;
        }
        if (entry != null) {
            return new Outcome.Done(entry, false);
        }
        Posted earlier = database.row(BY_REFERENCE, Posted::read, movement.clientId(), movement.reference());
        if (earlier == null) {
            return new Outcome.OutOfRange();
        }
        return movement.isWhat(earlier, toClient) ? new Outcome.Done(earlier, true) : new Outcome.ReferenceReused();
    }
}
