package dev.farthing.gate;

import dev.farthing.client.StoredKey;
import dev.farthing.ledger.Eligibility;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * @param key not yet checked; null when none was presented or no client has it
 * @param article the current version; null when no article has the slug
 * @param onSale visible to callers who do not own it
 * @param terms meaningful only with an article
 * @param balanceMicros 0 without a client
 */
record AccessRow(
        StoredKey key,
        ArticleVersion article,
        boolean onSale,
        Eligibility terms,
        long priceMicros,
        long balanceMicros) {

    /** @param cached the row contains an article only where this version is not current */
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
