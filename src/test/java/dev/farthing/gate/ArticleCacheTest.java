package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.article.Article;
import dev.farthing.article.markdown.Markdown;
import dev.farthing.web.BookCurrency;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The article cache is bounded, and renders each text once. */
class ArticleCacheTest {
    private static ArticleCache cache(long bytes) {
        return new ArticleCache(
                new Representations(new ObjectMapper(), BookCurrency.of("EUR")), () -> Optional.of(size(bytes)));
    }

    private static MemorySize size(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }

    private static ArticleVersion loaded(String slug, String body) {
        ArticleHead head = new ArticleHead(
                UUID.randomUUID(),
                1,
                slug,
                "Title",
                "",
                "Lead",
                50_000,
                null,
                List.of(),
                null,
                "en",
                Article.Status.PUBLISHED,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                1,
                "{}");
        ArticleText text = body == null ? null : new ArticleText(body, "<p>" + body + "</p>", Markdown.VERSION);
        return ArticleVersion.loaded(head, ArticleFormat.MARKDOWN, text);
    }

    private static byte[] content(ArticleCache cache, ArticleVersion article) {
        return cache.content(article).toCompletableFuture().join();
    }

    @Test
    void textIsRenderedOnceAndCachedWithoutItsSource() {
        ArticleCache cache = cache(1_000_000);

        byte[] made = content(cache, loaded("one", "Text"));

        assertArrayEquals("Text".getBytes(StandardCharsets.UTF_8), made);
        ArticleVersion known = cache.get("one", ArticleFormat.MARKDOWN);
        assertSame(made, known.content());
        assertSame(made, content(cache, known));
        assertNull(known.text());
        assertNull(cache.get("one", ArticleFormat.HTML), "another format has its own entry");
    }

    @Test
    void cacheKeepsToItsSize() {
        ArticleCache cache = cache(100_000);

        IntStream.range(0, 500).forEach(i -> content(cache, loaded("slug-" + i, "x".repeat(5_000))));

        int kept = IntStream.range(0, 500)
                .mapToObj(i -> cache.get("slug-" + i, ArticleFormat.MARKDOWN))
                .filter(Objects::nonNull)
                .mapToInt(ArticleVersion::weight)
                .sum();
        assertTrue(kept > 50_000 && kept <= 100_000, () -> kept + " bytes");
    }

    @Test
    void cacheOfSizeZeroIsEmpty() {
        ArticleCache cache = cache(0);

        content(cache, loaded("one", "Text"));

        assertNull(cache.get("one", ArticleFormat.MARKDOWN));
    }

    @Test
    void headOfAWithheldArticleIsCachedButNotInsteadOfAText() {
        ArticleCache cache = cache(1_000_000);

        cache.putIfWithheld(loaded("withheld", null));
        cache.putIfWithheld(loaded("open", "Text"));
        cache.putIfWithheld(null);

        assertEquals(
                "Lead", cache.get("withheld", ArticleFormat.MARKDOWN).head().lead());
        assertNull(cache.get("open", ArticleFormat.MARKDOWN), "a text is kept when it is made");
    }

    @Test
    void largeTextIsRenderedAndCached() {
        ArticleCache cache = cache(10_000_000);
        String large = "x".repeat(400_000);

        byte[] made = content(cache, loaded("large", large));

        assertEquals(400_000, made.length);
        assertSame(made, cache.get("large", ArticleFormat.MARKDOWN).content());
    }
}
