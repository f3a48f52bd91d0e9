package dev.farthing.gate;

import dev.farthing.client.StoredKey;
import dev.farthing.ledger.Eligibility;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The answer of {@link AccessQuery} for one request.
 *
 * @param key the presented key, not yet checked; null when none was presented or no client has it
 * @param article the current version, or null when no article has the slug
 * @param onSale whether a caller who does not own the article may see that it exists
 * @param terms meaningful only with an article
 * @param priceMicros the current price
 * @param balanceMicros the client's credit; 0 without a client
 */
record AccessRow(
        StoredKey key,
        ArticleVersion article,
        boolean onSale,
        Eligibility terms,
        long priceMicros,
        long balanceMicros) {

    /** @param cached the version the query was told is cached; the row contains an article only where that is not current */
    static AccessRow read(ResultSet row, ArticleFormat format, ArticleVersion cached) throws SQLException {
        return new AccessRow(
                StoredKey.read(row),
                article(row, format, cached),
                row.getBoolean("on_sale"),
                Eligibility.valueOf(row.getString("terms")),
                row.getLong("price_micros"),
                row.getLong("balance_micros"));
    }

    private static ArticleVersion article(ResultSet row, ArticleFormat format, ArticleVersion cached)
            throws SQLException {
        if (row.getObject("article_id") == null) {
            return null;
        }
        return row.getBoolean("loaded")
                ? ArticleVersion.loaded(ArticleHead.read(row), format, ArticleText.read(row))
                : cached;
    }
}
