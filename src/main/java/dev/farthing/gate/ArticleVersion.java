package dev.farthing.gate;

import dev.farthing.article.Markdown;
import dev.farthing.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One version of an article. {@code body} and {@code bodyHtml} are null where the terms withhold them, and where the text is kept
 * ready to be sent ({@link CachedArticle}).
 */
record ArticleVersion(
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
    static ArticleVersion read(ResultSet row) throws SQLException {
        return new ArticleVersion(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("title"),
                row.getString("summary"),
                row.getString("lead"),
                row.getLong("price_micros"),
                row.getString("access_period"),
                Database.texts(row, "tags"),
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

    ArticleVersion withoutText() {
        return new ArticleVersion(
                id,
                slug,
                title,
                summary,
                lead,
                priceMicros,
                accessPeriod,
                tags,
                author,
                language,
                status,
                publishedAt,
                updatedAt,
                wordCount,
                metadata,
                version,
                htmlVersion,
                null,
                null);
    }

    /** The HTML; what another version of the renderer or cleaner has made is not trusted any more. */
    String html() {
        return isRendered() ? bodyHtml : Markdown.toHtml(body);
    }

    boolean isRendered() {
        return htmlVersion == Markdown.VERSION;
    }
}
