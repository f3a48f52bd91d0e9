package dev.farthing.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.farthing.web.OffEventLoop;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Bounded by memory; the least used go first. {@link AccessQuery} compares versions, so a stale entry is never served. */
@ApplicationScoped
// Caffeine looks up the classes it builds this cache from by name.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMW", "com.github.benmanes.caffeine.cache.PSMW"})
class ArticleCache {
    /** In characters; rendering so many takes a few milliseconds. */
    private static final int LONGEST_ON_EVENT_LOOP = 50_000;

    private final Representations representations;
    private final Cache<CacheKey, ArticleVersion> cache;

    ArticleCache(Representations representations, GateConfig config) {
        this.representations = representations;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(config.articleCacheSize()
                        .map(MemorySize::asLongValue)
                        .orElse(Runtime.getRuntime().maxMemory() / 4))
                .weigher((CacheKey key, ArticleVersion article) -> article.weight())
                // Takes microseconds: cheaper here than waking another thread.
                .executor(Runnable::run)
                .build();
    }

    private record CacheKey(String slug, ArticleFormat format) {}

    /** Null or possibly stale. */
    ArticleVersion get(String slug, ArticleFormat format) {
        return cache.getIfPresent(new CacheKey(slug, format));
    }

    /** Rendered on a worker if that takes long. */
    CompletionStage<byte[]> content(ArticleVersion article) {
        if (article.isRendered()) {
            return CompletableFuture.completedStage(article.content());
        }
        ArticleText text = article.text();
        return text.isRendered() && text.length() < LONGEST_ON_EVENT_LOOP
                ? CompletableFuture.completedStage(render(article))
                : CompletableFuture.supplyAsync(() -> render(article), OffEventLoop::execute);
    }

    /** For the next refusal. {@code article} may be null. */
    void putIfWithheld(ArticleVersion article) {
        if (article != null && !article.isRendered() && article.text() == null) {
            put(article);
        }
    }

    private byte[] render(ArticleVersion article) {
        byte[] content = representations.render(article.head(), article.text(), article.format());
        put(article.rendered(content));
        return content;
    }

    private void put(ArticleVersion article) {
        cache.asMap().merge(new CacheKey(article.head().slug(), article.format()), article, ArticleCache::better);
    }

    /** A refusal that began before a render must not replace the rendered content, nor an older version a newer one. */
    private static ArticleVersion better(ArticleVersion cached, ArticleVersion article) {
        long version = article.head().version();
        boolean keep = cached.head().version() > version
                || cached.head().version() == version && cached.isRendered() && !article.isRendered();
        return keep ? cached : article;
    }
}
