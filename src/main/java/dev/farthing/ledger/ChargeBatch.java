package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import dev.farthing.web.FarthingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Many charges in one statement and one commit. */
@ApplicationScoped
class ChargeBatch {

    /** A retry sees the purchase it waited for; only yet another charge fails it again. */
    private static final int ATTEMPTS = 5;

    private static final ChargeResult NOT_FOR_SALE = new ChargeResult.Settled(new ChargeOutcome.NotForSale());

    private final Database database;
    private final ChargeSql sql;

    ChargeBatch(Database database, FarthingConfig config) {
        this.database = database;
        this.sql = new ChargeSql(config.zone());
    }

    /**
     * Results and each client's charges follow the order of {@code requests}.
     *
     * @param patient waits for locked accounts, instead of returning {@link ChargeResult.AccountBusy}
     */
    List<ChargeResult> run(List<ChargeRequest> requests, boolean patient) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(requests, patient ? sql.patient : sql.atOnce);
            } catch (Database.DatabaseException fault) {
                if (!SqlStates.hasState(fault, ChargeSql.NOT_WHOLE) || attempt == ATTEMPTS) {
                    throw fault;
                }
            }
        }
    }

    private List<ChargeResult> attempt(List<ChargeRequest> requests, String sql) {
        UUID[] clients = requests.stream().map(ChargeRequest::clientId).toArray(UUID[]::new);
        UUID[] articles = requests.stream().map(ChargeRequest::articleId).toArray(UUID[]::new);
        UUID[] entries = requests.stream().map(ChargeRequest::entryId).toArray(UUID[]::new);
        Boolean[] buys = requests.stream().map(ChargeRequest::buy).toArray(Boolean[]::new);
        List<ChargeResult> results = new ArrayList<>(Collections.nCopies(requests.size(), NOT_FOR_SALE));
        database.rows(
                sql,
                row -> {
                    int n = row.getInt("n") - 1;
                    results.set(n, read(row, requests.get(n).entryId()));
                    return null;
                },
                clients,
                articles,
                entries,
                buys);
        return results;
    }

    private static ChargeResult read(ResultSet row, UUID entryId) throws SQLException {
        Eligibility terms = Eligibility.valueOf(row.getString("terms"));
        long price = row.getLong("price_micros");
        long found = row.getLong("found_micros");
        return switch (terms) {
            case EXPIRY_DUE -> new ChargeResult.ExpiryDue();
            case BUSY -> new ChargeResult.AccountBusy();
            case CHARGE ->
                settled(new ChargeOutcome.Charged(
                        entryId, price, row.getLong("balance_micros"), Database.instant(row, "expires_at")));
            case OWNED -> settled(owned(row, entryId, found));
            case FREE -> settled(new ChargeOutcome.Free(found));
            case INSUFFICIENT -> settled(new ChargeOutcome.Insufficient(price, found));
            case SUSPENDED, AUTO_PURCHASE_OFF, PRICE_ABOVE_LIMIT, DAILY_LIMIT_REACHED ->
                settled(new ChargeOutcome.Guarded(terms, price, found));
            case ANONYMOUS -> throw new IllegalStateException("a charge has a client");
        };
    }

    /** An earlier try that lost its connection made a purchase by this request's own entry: this request paid. */
    private static ChargeOutcome owned(ResultSet row, UUID entryId, long found) throws SQLException {
        return entryId.equals(row.getObject("owned_by", UUID.class))
                ? new ChargeOutcome.Charged(
                        entryId, row.getLong("paid_micros"), found, Database.instant(row, "owned_until"))
                : new ChargeOutcome.AlreadyOwned(found);
    }

    private static ChargeResult settled(ChargeOutcome outcome) {
        return new ChargeResult.Settled(outcome);
    }
}
