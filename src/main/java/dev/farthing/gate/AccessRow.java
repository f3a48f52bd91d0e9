package dev.farthing.gate;

import dev.farthing.client.Client;
import dev.farthing.database.Database;
import dev.farthing.ledger.Eligibility;
import dev.farthing.web.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * What one look at the database says about one request: who comes, which article, and on what terms.
 *
 * @param key the key that was presented, or null when it is nobody's or none was
 * @param copy of the article as it is now, or null when there is none with this slug
 * @param onSale whether somebody who does not own it may know of it
 * @param terms meaningful only where there is an article
 * @param priceMicros as it stands in the database
 * @param balanceMicros the client's credit, 0 without a client
 */
record AccessRow(Key key, CachedArticle copy, boolean onSale, Eligibility terms, long priceMicros, long balanceMicros) {

    /** A key of ours, not yet asked whether it still opens something. */
    record Key(Caller caller, Instant revokedAt, Instant expiresAt) {}

    /**
     * @param form that the article is wanted in
     * @param known what the look was told that is known; it stands for the article where the row says so
     */
    static AccessRow read(ResultSet row, ArticleFormat form, CachedArticle known) throws SQLException {
        CachedArticle copy = row.getBoolean("fresh") ? new CachedArticle(ArticleVersion.read(row), form, null) : known;
        return new AccessRow(
                key(row),
                row.getObject("id") == null ? null : copy,
                row.getBoolean("on_sale"),
                Eligibility.valueOf(row.getString("terms")),
                row.getLong("price_micros"),
                row.getLong("balance_micros"));
    }

    private static Key key(ResultSet row) throws SQLException {
        UUID keyId = row.getObject("key_id", UUID.class);
        return keyId == null
                ? null
                : new Key(
                        new Caller(
                                row.getObject("client_id", UUID.class),
                                keyId,
                                row.getString("client_name"),
                                Client.Role.valueOf(row.getString("role")).roles()),
                        Database.instant(row, "revoked_at"),
                        Database.instant(row, "expires_at"));
    }
}
