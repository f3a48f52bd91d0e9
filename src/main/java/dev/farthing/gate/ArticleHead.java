package dev.farthing.gate;

import dev.farthing.article.Article;
import dev.farthing.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A version without its text. */
record ArticleHead(
        UUID id,
        long version,
        String slug,
        String title,
        String summary,
        String lead,
        long priceMicros,
        String accessPeriod,
        List<String> tags,
        String author,
        String language,
        Article.Status status,
        Instant publishedAt,
        Instant expiresAt,
        Instant updatedAt,
        int wordCount,
        String metadata) {

    static ArticleHead read(ResultSet row) throws SQLException {
        return new ArticleHead(
                row.getObject("article_id", UUID.class),
                row.getLong("version"),
                row.getString("slug"),
                row.getString("title"),
                row.getString("summary"),
                row.getString("lead"),
                row.getLong("price_micros"),
                row.getString("access_period"),
                Database.texts(row, "tags"),
                row.getString("author"),
                row.getString("language"),
                Article.Status.valueOf(row.getString("status")),
                Database.instant(row, "published_at"),
                // The row has the key's expires_at, too.
                Database.instant(row, "ends_at"),
                Database.instant(row, "updated_at"),
                row.getInt("word_count"),
                row.getString("metadata"));
    }
}
