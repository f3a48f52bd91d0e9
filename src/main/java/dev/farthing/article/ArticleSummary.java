package dev.farthing.article;

import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** @param rank relevance as text; null unless sorted by it */
public record ArticleSummary(
        UUID id,
        String slug,
        String title,
        String summary,
        long priceMicros,
        List<String> tags,
        String author,
        String language,
        Instant publishedAt,
        Instant expiresAt,
        int wordCount,
        String titleKey,
        String rank) {

    private static final long MAX_AGE_S = 30;

    /** How long caches may keep the list: none shows an article after its end. */
    public static long freshSeconds(List<ArticleSummary> list, Instant now) {
        return list.stream()
                .map(ArticleSummary::expiresAt)
                .filter(Objects::nonNull)
                .mapToLong(end -> Math.max(0, Duration.between(now, end).toSeconds()))
                .reduce(MAX_AGE_S, Math::min);
    }

    static ArticleSummary of(Tuple row) {
        return new ArticleSummary(
                row.get("id", UUID.class),
                row.get("slug", String.class),
                row.get("title", String.class),
                row.get("summary", String.class),
                row.get("price_micros", Long.class),
                List.of(row.get("tags", String[].class)),
                row.get("author", String.class),
                row.get("language", String.class),
                row.get("published_at", Instant.class),
                row.get("expires_at", Instant.class),
                row.get("word_count", Integer.class),
                row.get("title_key", String.class),
                row.get("rank", String.class));
    }
}
