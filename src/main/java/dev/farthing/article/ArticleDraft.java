package dev.farthing.article;

import java.time.Instant;
import java.util.List;

/** Absent fields are null; {@code metadata} is JSON text. */
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

    /** Rendered once, before the transaction that locks the article's row. */
    record Body(String markdown, Markdown.Rendered rendered) {
        static Body render(String markdown) {
            return new Body(markdown, Markdown.render(markdown));
        }

        boolean isBlank() {
            return markdown.isBlank();
        }
    }
}
