package dev.farthing.article;

import dev.farthing.article.markdown.Markdown;
import dev.farthing.article.markdown.PlainText;
import dev.farthing.article.markdown.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

    private static final int MAX_WARNED = 100;

    List<Warning> warnings() {
        if (body == null) {
            return fieldWarnings;
        }
        boolean free = priceMicros != null && priceMicros == 0;
        return Stream.of(
                        fieldWarnings.stream(),
                        free
                                ? Stream.<Warning>empty()
                                : Stream.of(longPreview(), longSummary()).filter(Objects::nonNull),
                        body.rendered().warnings().stream())
                .flatMap(warnings -> warnings)
                .toList();
    }

    private Warning longPreview() {
        int most = body.rendered().wordCount() * ArticleCheck.MOST_PREVIEW_PERCENT / 100;
        return previewWords == null || previewWords <= most
                ? null
                : new Warning(
                        "preview",
                        previewWords.toString(),
                        "The text has " + body.rendered().wordCount()
                                + " words. At most half of a text with a price is shown.");
    }

    /** Some tools fill it with the beginning of the text. */
    private Warning longSummary() {
        String shown = summary == null ? "" : PlainText.fold(summary);
        String text = PlainText.fold(body.rendered().text());
        return shown.isEmpty() || shown.length() * 2 <= text.length() || !text.contains(shown)
                ? null
                : new Warning(
                        "summary",
                        shown.length() <= MAX_WARNED ? shown : shown.substring(0, MAX_WARNED) + "…",
                        "It is more than half of the text, and free to read.");
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
