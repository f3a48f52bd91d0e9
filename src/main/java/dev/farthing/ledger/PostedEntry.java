package dev.farthing.ledger;

import dev.farthing.database.Database;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** @param article slug; only in a client's statement */
@RegisterForReflection
public record PostedEntry(
        UUID clientId,
        long sequence,
        UUID id,
        EntryKind kind,
        AccountName from,
        AccountName to,
        long amountMicros,
        long promoMicros,
        long balanceAfterMicros,
        Instant expiresAt,
        Long corrects,
        String reference,
        String reason,
        Instant createdAt,
        String article) {

    static final String COLUMNS = """
            client_id, sequence, id, kind, from_account, to_account, amount_micros, promo_micros, balance_after_micros,
            expires_at, corrects, reference, reason, created_at""";

    static PostedEntry read(ResultSet row) throws SQLException {
        return new PostedEntry(
                row.getObject("client_id", UUID.class),
                row.getLong("sequence"),
                row.getObject("id", UUID.class),
                EntryKind.valueOf(row.getString("kind")),
                AccountName.valueOf(row.getString("from_account")),
                AccountName.valueOf(row.getString("to_account")),
                row.getLong("amount_micros"),
                row.getLong("promo_micros"),
                row.getLong("balance_after_micros"),
                Database.instant(row, "expires_at"),
                row.getObject("corrects", Long.class),
                row.getString("reference"),
                row.getString("reason"),
                Database.instant(row, "created_at"),
                null);
    }

    /** Of the client's balance; negative for a debit. */
    long changeMicros() {
        return to == AccountName.CLIENT ? amountMicros : from == AccountName.CLIENT ? -amountMicros : 0;
    }
}
