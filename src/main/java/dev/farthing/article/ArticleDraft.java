package dev.farthing.article;

import java.time.Instant;
import java.util.List;

/**
 * The content of a publisher's request, JSON or Markdown; null fields were absent.
 *
 * @param priceMicros price in micros, 0 or more
 * @param accessPeriod ISO-8601 duration
 * @param metadata JSON text
 */
record ArticleDraft(
        String title,
        String summary,
        Long priceMicros,
        List<String> tags,
        String author,
        String language,
        Instant publishedAt,
        String accessPeriod,
        Article.Status status,
        String metadata,
        Body body) {

    /** The text and what is rendered from it: once, before the transaction that locks the article's row. */
    record Body(String markdown, Markdown.Rendered rendered) {
        static Body render(String markdown) {
            return new Body(markdown, Markdown.render(markdown));
        }

        boolean isBlank() {
            return markdown.isBlank();
        }
    }
}
