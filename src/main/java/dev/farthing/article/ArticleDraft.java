package dev.farthing.article;

import java.time.Instant;
import java.util.List;

/**
 * What a publisher sent, whatever the form. Null means: not said.
 *
 * @param priceMicros price in micros, 0 or more
 * @param accessPeriod ISO-8601 duration
 * @param metadata JSON text
 */
record ArticleDraft(
        String title,
        String summary,
        String body,
        Long priceMicros,
        List<String> tags,
        String author,
        String language,
        Instant publishedAt,
        String accessPeriod,
        Article.Status status,
        String metadata) {}
