package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Many charges in one statement, committed together; each has its own outcome and, where it pays, its own entry. */
@ApplicationScoped
class ChargeBatch {

    /** A fresh snapshot shows what the batch waited for; it can only be that another one came in between again. */
    private static final int ATTEMPTS = 5;

    private final Database database;

    ChargeBatch(Database database) {
        this.database = database;
    }

    /**
     * One charge to be made.
     *
     * @param buy whether the client asks to buy, not just to read
     * @param entryId names the entry, should it pay: the same when the charge is tried again
     */
    record Ask(UUID clientId, UUID articleId, boolean buy, UUID entryId) {}

    /**
     * What came of one charge.
     *
     * @param outcome null for the terms EXPIRY_DUE (what has expired is to be booked out first) and BUSY (somebody else holds
     *     the account)
     */
    record Answer(Eligibility terms, ChargeOutcome outcome) {
        static final Answer NOT_FOR_SALE = new Answer(null, new ChargeOutcome.NotForSale());
    }

    /**
     * Makes the charges, in the order in which each client's stand in the list; the answers are in the order of the list.
     *
     * @param patient whether to wait for accounts that others hold, instead of answering BUSY
     */
    List<Answer> run(List<Ask> asks, boolean patient) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(asks, patient ? ChargeSql.PATIENT : ChargeSql.AT_ONCE);
            } catch (Database.DatabaseException fault) {
                if (!SqlStates.hasState(fault, ChargeSql.NOT_WHOLE) || attempt == ATTEMPTS) {
                    throw fault;
                }
            }
        }
    }

    private List<Answer> attempt(List<Ask> asks, String sql) {
        UUID[] clients = asks.stream().map(Ask::clientId).toArray(UUID[]::new);
        UUID[] articles = asks.stream().map(Ask::articleId).toArray(UUID[]::new);
        UUID[] entries = asks.stream().map(Ask::entryId).toArray(UUID[]::new);
        Boolean[] buys = asks.stream().map(Ask::buy).toArray(Boolean[]::new);
        List<Answer> answers = new ArrayList<>(Collections.nCopies(asks.size(), Answer.NOT_FOR_SALE));
        database.rows(
                sql,
                row -> {
                    int n = row.getInt("n") - 1;
                    answers.set(n, read(row, asks.get(n).entryId()));
                    return null;
                },
                clients,
                articles,
                entries,
                buys);
        return answers;
    }

    private static Answer read(ResultSet row, UUID entryId) throws SQLException {
        Eligibility terms = Eligibility.valueOf(row.getString("terms"));
        long price = row.getLong("price_micros");
        long found = row.getLong("found_micros");
        ChargeOutcome outcome =
                switch (terms) {
                    case EXPIRY_DUE, BUSY -> null;
                    case CHARGE ->
                        new ChargeOutcome.Charged(
                                entryId, price, row.getLong("balance_micros"), Database.instant(row, "expires_at"));
                    // Ours after a lost connection: the first try had been committed, so this request is the one that
                    // paid.
                    case OWNED ->
                        entryId.equals(row.getObject("owned_by", UUID.class))
                                ? new ChargeOutcome.Charged(
                                        entryId,
                                        row.getLong("paid_micros"),
                                        found,
                                        Database.instant(row, "owned_until"))
                                : new ChargeOutcome.AlreadyOwned(found);
                    case FREE -> new ChargeOutcome.Free(found);
                    case INSUFFICIENT -> new ChargeOutcome.Insufficient(price, found);
                    case SUSPENDED, AUTO_PURCHASE_OFF, PRICE_ABOVE_LIMIT, DAILY_LIMIT_REACHED ->
                        new ChargeOutcome.Guarded(terms, price, found);
                    case ANONYMOUS -> throw new IllegalStateException("a charge has a client");
                };
        return new Answer(terms, outcome);
    }
}
