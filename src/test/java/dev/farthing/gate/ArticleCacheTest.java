package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.article.Markdown;
import dev.farthing.web.FarthingConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of articles between requests: bounded, and made once. */
class ArticleCacheTest {
    private static final FarthingConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(FarthingConfig.class)
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withDefaultValue("farthing.base-url", "https://farthing.test")
            .build()
            .getConfigMapping(FarthingConfig.class);

    private static ArticleCache copies(long bytes) {
        return new ArticleCache(new Representations(new ObjectMapper(), CONFIG), () -> Optional.of(size(bytes)));
    }

    private static MemorySize size(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }

    private static CachedArticle fresh(String slug, String body) {
        ArticleVersion edition = new ArticleVersion(
                UUID.randomUUID(),
                slug,
                "Title",
                "",
                "Lead",
                50_000,
                null,
                List.of(),
                null,
                "en",
                "PUBLISHED",
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                "{}",
                1,
                Markdown.VERSION,
                body,
                body == null ? null : "<p>" + body + "</p>");
        return new CachedArticle(edition, ArticleFormat.MARKDOWN, null);
    }

    private static byte[] content(ArticleCache copies, CachedArticle copy) {
        return copies.content(copy).toCompletableFuture().join();
    }

    @Test
    void textIsMadeOnceAndKeptWithoutWhatItWasMadeFrom() {
        ArticleCache copies = copies(1_000_000);

        byte[] made = content(copies, fresh("one", "Text"));

        assertArrayEquals("Text".getBytes(StandardCharsets.UTF_8), made);
        CachedArticle known = copies.known("one", ArticleFormat.MARKDOWN);
        assertSame(made, known.content());
        assertSame(made, content(copies, known));
        assertNull(known.edition().body());
        assertNull(copies.known("one", ArticleFormat.HTML), "another form is another copy");
    }

    @Test
    void noMoreIsKeptThanFits() {
        ArticleCache copies = copies(100_000);

        IntStream.range(0, 500).forEach(i -> content(copies, fresh("slug-" + i, "x".repeat(5_000))));

        int kept = IntStream.range(0, 500)
                .mapToObj(i -> copies.known("slug-" + i, ArticleFormat.MARKDOWN))
                .filter(Objects::nonNull)
                .mapToInt(CachedArticle::weight)
                .sum();
        assertTrue(kept > 50_000 && kept <= 100_000, () -> kept + " bytes");
    }

    @Test
    void sizeOfNothingKeepsNothing() {
        ArticleCache copies = copies(0);

        content(copies, fresh("one", "Text"));

        assertNull(copies.known("one", ArticleFormat.MARKDOWN));
    }

    @Test
    void glimpseIsKeptForWhoIsRefusedButNotInPlaceOfAText() {
        ArticleCache copies = copies(1_000_000);

        copies.keepGlimpse(fresh("withheld", null));
        copies.keepGlimpse(fresh("open", "Text"));
        copies.keepGlimpse(null);

        assertEquals(
                "Lead",
                copies.known("withheld", ArticleFormat.MARKDOWN).edition().lead());
        assertNull(copies.known("open", ArticleFormat.MARKDOWN), "a text is kept when it is made");
    }

    @Test
    void largeTextIsMadeAndKeptToo() {
        ArticleCache copies = copies(10_000_000);
        String large = "x".repeat(400_000);

        byte[] made = content(copies, fresh("large", large));

        assertEquals(400_000, made.length);
        assertSame(made, copies.known("large", ArticleFormat.MARKDOWN).content());
    }
}
