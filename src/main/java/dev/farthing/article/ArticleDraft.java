package dev.farthing.article;

import dev.farthing.article.markdown.Markdown;
import dev.farthing.article.markdown.Warning;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Absent fields are null; {@code metadata} is JSON text.
 *
 * @param fieldWarnings about fields; {@link #warnings} adds those about the text
 */
record ArticleDraft(
        String title,
        String summary,
        Long priceMicros,
        List<String> tags,
        String author,
        String language,
        Instant publishedAt,
        Instant expiresAt,
        String accessPeriod,
        Article.Status status,
        String metadata,
        Body body,
        List<Warning> fieldWarnings) {

    List<Warning> warnings() {
        return body == null
                ? fieldWarnings
                : Stream.concat(fieldWarnings.stream(), body.rendered().warnings().stream())
                        .toList();
    }

    /** @param tag for a draft that names none; may be null */
    ArticleDraft inLanguage(String tag) {
        return language != null || tag == null
                ? this
                : new ArticleDraft(
                        title,
                        summary,
                        priceMicros,
                        tags,
                        author,
                        tag,
                        publishedAt,
                        expiresAt,
                        accessPeriod,
                        status,
                        metadata,
                        body,
                        fieldWarnings);
    }

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
