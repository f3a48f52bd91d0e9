package dev.farthing.gate;

import dev.farthing.client.Client;
import dev.farthing.ledger.Database;
import dev.farthing.ledger.Terms;
import dev.farthing.web.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one look at the database says about one request: who comes, which article, and on what terms.
 *
 * @param key the key that was presented, or null when it is nobody's or none was
 * @param article null when there is none with this slug
 * @param terms meaningful only where there is an article
 * @param balanceMicros the client's credit, 0 without a client
 */
record Visit(Key key, Article article, Terms terms, long balanceMicros) {

    /** A key of ours, not yet asked whether it still opens something. */
    record Key(Caller caller, Instant revokedAt, Instant expiresAt) {}

    /**
     * The article. {@code body} and {@code bodyHtml} are null where the terms withhold them.
     *
     * @param priceMicros as it stands in the database
     */
    record Article(
            UUID id,
            String slug,
            String title,
            String summary,
            String lead,
            long priceMicros,
            String accessPeriod,
            List<String> tags,
            String author,
            String language,
            String status,
            Instant publishedAt,
            Instant updatedAt,
            int wordCount,
            String metadata,
            long version,
            int htmlVersion,
            String body,
            String bodyHtml) {

        private static Article read(ResultSet row) throws SQLException {
            UUID id = row.getObject("id", UUID.class);
            if (id == null) {
                return null;
            }
            return new Article(
                    id,
                    row.getString("slug"),
                    row.getString("title"),
                    row.getString("summary"),
                    row.getString("lead"),
                    row.getLong("price_micros"),
                    row.getString("access_period"),
                    List.of((String[]) row.getArray("tags").getArray()),
                    row.getString("author"),
                    row.getString("language"),
                    row.getString("status"),
                    Database.instant(row, "published_at"),
                    Database.instant(row, "updated_at"),
                    row.getInt("word_count"),
                    row.getString("metadata"),
                    row.getLong("version"),
                    row.getInt("html_version"),
                    row.getString("body"),
                    row.getString("body_html"));
        }

        /** Whether somebody who does not own it may know of it. */
        boolean isOnSale() {
            return status.equals("PUBLISHED") && !publishedAt.isAfter(Instant.now());
        }
    }

    static Visit read(ResultSet row) throws SQLException {
        UUID keyId = row.getObject("key_id", UUID.class);
        Key key = keyId == null
                ? null
                : new Key(
                        new Caller(
                                row.getObject("client_id", UUID.class),
                                keyId,
                                row.getString("client_name"),
                                Client.Role.valueOf(row.getString("role")).roles()),
                        Database.instant(row, "revoked_at"),
                        Database.instant(row, "expires_at"));
        return new Visit(key, Article.read(row), Terms.valueOf(row.getString("terms")), row.getLong("balance_micros"));
    }
}
