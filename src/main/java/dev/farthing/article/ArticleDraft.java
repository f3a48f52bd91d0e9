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
        Integer previewWords,
        Article.Status status,
        String metadata,
        Body body,
        List<Warning> fieldWarnings) {

    List<Warning> warnings() {
        if (body == null) {
            return fieldWarnings;
        }
        Stream<Warning> fields = Stream.concat(fieldWarnings.stream(), Stream.ofNullable(longPreview()));
        return Stream.concat(fields, body.rendered().warnings().stream()).toList();
    }

    private Warning longPreview() {
        boolean free = priceMicros != null && priceMicros == 0;
        int most = body.rendered().wordCount() * ArticleCheck.MOST_PREVIEW_PERCENT / 100;
        return free || previewWords == null || previewWords <= most
                ? null
                : new Warning(
                        "preview",
                        previewWords.toString(),
                        "The text has " + body.rendered().wordCount()
                                + " words. At most half of a text with a price is shown.");
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
                        previewWords,
                        status,
                        metadata,
                        body,
                        fieldWarnings);
    }

    /** Rendered once, before the transaction that locks the article's row. */
    record Body(String markdown, Markdown.Rendered rendered) {
        /** @param separator where the free part ends, if the article names a mark of its own; or null */
        static Body render(String markdown, String separator) {
            return new Body(markdown, Markdown.render(markdown, separator));
        }

        boolean isBlank() {
            return markdown.isBlank();
        }
    }
}
