package dev.farthing.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The articles that were read lately, ready to be sent: bounded by their size, the least used go first. A copy is named by its
 * article's version, so what is kept here can be of no use, but never wrong.
 */
@ApplicationScoped
// What Caffeine makes a cache of this kind from; it looks for it by name.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMW", "com.github.benmanes.caffeine.cache.PSMW"})
class ArticleCache {
    /** Characters of a text whose copy takes no longer than a request may keep the event loop: a few milliseconds. */
    private static final int QUICKLY_MADE = 50_000;

    private final Representations representations;
    private final Cache<Place, CachedArticle> kept;

    ArticleCache(Representations representations, GateConfig config) {
        this.representations = representations;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(config.articleCacheSize()
                        .map(MemorySize::asLongValue)
                        .orElse(Runtime.getRuntime().maxMemory() / 4))
                .weigher((Place place, CachedArticle copy) -> copy.weight())
                // The few microseconds of keeping order are the caller's: no thread of its own is to be woken for it.
                .executor(Runnable::run)
                .build();
    }

    private record Place(String slug, ArticleFormat form) {}

    /** What is known of the article in this form, if anything; the database says whether it is still so. */
    CachedArticle known(String slug, ArticleFormat form) {
        return kept.getIfPresent(new Place(slug, form));
    }

    /** The text of what was looked up; made on another thread if that takes long. */
    CompletionStage<byte[]> content(CachedArticle copy) {
        if (copy.content() != null) {
            return CompletableFuture.completedStage(copy.content());
        }
        ArticleVersion edition = copy.edition();
        return edition.isRendered()
                        && edition.bodyHtml().length() + edition.body().length() < QUICKLY_MADE
                ? CompletableFuture.completedStage(make(copy))
                : CompletableFuture.supplyAsync(() -> make(copy), Infrastructure.getDefaultWorkerPool());
    }

    /** Keeps what came without its text, for the next one who is refused. {@code copy} may be null. */
    void keepGlimpse(CachedArticle copy) {
        if (copy != null && copy.content() == null && copy.edition().body() == null) {
            keep(copy);
        }
    }

    private byte[] make(CachedArticle copy) {
        byte[] content = representations.make(copy.edition(), copy.form());
        keep(new CachedArticle(copy.edition().withoutText(), copy.form(), content));
        return content;
    }

    private void keep(CachedArticle copy) {
        kept.put(new Place(copy.edition().slug(), copy.form()), copy);
    }
}
