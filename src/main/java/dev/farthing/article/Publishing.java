package dev.farthing.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Each change locks the article's row and raises its version. A draft's text arrives rendered; a change without one
 * renders the stored text, since the lead may change with the price.
 */
@ApplicationScoped
public class Publishing {
    /** A statement that takes longer is cancelled by the server, before the driver gives up a connection that is still busy. */
    private static final int TIMEOUT_MS = 5_000;

    private static final Condition UNCONDITIONAL = new Condition(null, null);

    private final ArticleConfig config;
    private final ArticleMarkdown markdown;
    private final ObjectMapper json;
    private final Clock clock;

    Publishing(ArticleConfig config, ArticleMarkdown markdown, ObjectMapper json, Clock clock) {
        this.config = config;
        this.markdown = markdown;
        this.json = json;
        this.clock = clock;
    }

    record Condition(String ifMatch, String ifNoneMatch) {}

    record Result(Article article, boolean created) {}

    /** As PUT does with a Markdown file. */
    public void publish(String slug, byte[] file) {
        ArticleDraft draft = markdown.read(slug, file);
        put(slug, draft, defaultPriceMicros(), UNCONDITIONAL);
    }

    /** For a new Markdown document without a price. */
    long defaultPriceMicros() {
        return Money.parseMicros(config.defaultPrice(), "farthing.article.default-price");
    }

    /**
     * A draft without a price keeps an existing one: an omission never changes what readers pay.
     *
     * @param priceIfNew micros
     */
    @Transactional
    Result put(String slug, ArticleDraft draft, long priceIfNew, Condition condition) {
        Article existing = locked(slug);
        ArticleTag.check(condition.ifMatch(), condition.ifNoneMatch(), existing);
        return write(existing, slug, draft, priceIfNew);
    }

    /**
     * In the caller's transaction.
     *
     * @param existing locked, or null to create one
     */
    Result write(Article existing, String slug, ArticleDraft draft, long priceIfNew) {
        Instant now = clock.instant();
        Article article = existing;
        boolean created = article == null;
        if (!created && draft.body().isBlank() && !article.body.isBlank()) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD,
                    "body",
                    "An empty body cannot replace the text of an article that readers may own.");
        }
        if (created) {
            article = Article.create(slug, now);
            article.priceMicros = priceIfNew;
            article.publishedAt = now;
        }
        article.title = draft.title();
        article.summary = draft.summary() == null ? "" : draft.summary();
        article.tags = draft.tags() == null ? List.of() : draft.tags();
        article.author = draft.author();
        article.language = draft.language() == null ? config.defaultLanguage() : draft.language();
        article.accessPeriod = draft.accessPeriod();
        article.status = draft.status() == null ? Article.Status.PUBLISHED : draft.status();
        article.metadata = draft.metadata() == null ? "{}" : draft.metadata();
        article.priceMicros = draft.priceMicros() == null ? article.priceMicros : draft.priceMicros();
        article.publishedAt = publishedAt(draft, article);
        article.previewWords = draft.previewWords();
        article.expiresAt = stored(draft.expiresAt());
        article.setBody(draft.body(), config.previewPercent());
        article.touch(now, config.defaultLanguage());
        article.fileHash = null;
        article.persist();
        Article.flush();
        return new Result(article, created);
    }

    @Transactional
    Article patch(String slug, ArticleDraft draft, List<String> cleared, String ifMatch) {
        Article article = existing(slug);
        ArticleTag.check(ifMatch, null, article);
        article.title = draft.title() == null ? article.title : draft.title();
        article.summary = draft.summary() == null ? article.summary : draft.summary();
        article.tags = draft.tags() == null ? article.tags : draft.tags();
        article.author = draft.author() == null ? article.author : draft.author();
        article.language = draft.language() == null ? article.language : draft.language();
        article.accessPeriod = draft.accessPeriod() == null ? article.accessPeriod : draft.accessPeriod();
        article.status = draft.status() == null ? article.status : draft.status();
        article.metadata = draft.metadata() == null ? article.metadata : draft.metadata();
        article.priceMicros = draft.priceMicros() == null ? article.priceMicros : draft.priceMicros();
        article.publishedAt = publishedAt(draft, article);
        article.previewWords = draft.previewWords() == null ? article.previewWords : draft.previewWords();
        article.expiresAt = draft.expiresAt() == null ? article.expiresAt : stored(draft.expiresAt());
        clear(article, cleared);
        article.setBody(draft.body() == null ? rendered(article) : draft.body(), config.previewPercent());
        if (draft.body() != null) {
            article.fileHash = null;
        }
        article.touch(clock.instant(), config.defaultLanguage());
        Article.flush();
        return article;
    }

    /** Idempotent; owners keep the article. */
    @Transactional
    void archive(String slug, String ifMatch) {
        Article article = existing(slug);
        ArticleTag.check(ifMatch, null, article);
        if (article.status != Article.Status.ARCHIVED) {
            article.status = Article.Status.ARCHIVED;
            article.touch(clock.instant(), config.defaultLanguage());
        }
    }

    /** The lead follows the price, {@code preview} and the configuration, the words follow the language. */
    private ArticleDraft.Body rendered(Article article) {
        return ArticleDraft.Body.render(article.body, separator(article.metadata));
    }

    private String separator(String metadata) {
        try {
            return ArticleJson.separator(json.readTree(metadata));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Instant publishedAt(ArticleDraft draft, Article article) {
        return draft.publishedAt() == null ? article.publishedAt : stored(draft.publishedAt());
    }

    /** As the database has it. */
    private static Instant stored(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static void clear(Article article, List<String> fields) {
        for (String field : fields) {
            switch (field) {
                case "summary" -> article.summary = "";
                case "author" -> article.author = null;
                case "preview" -> article.previewWords = null;
                case "accessPeriod" -> article.accessPeriod = null;
                case "expiresAt" -> article.expiresAt = null;
                case "tags" -> article.tags = List.of();
                case "metadata" -> article.metadata = "{}";
                default -> throw Problem.at(ProblemCode.INVALID_FIELD, field, "'" + field + "' cannot be null.");
            }
        }
    }

    private static Article locked(String slug) {
        limitStatements();
        return Article.locked(slug);
    }

    /** Of this transaction. */
    static void limitStatements() {
        Article.getEntityManager()
                .createNativeQuery("select set_config('statement_timeout', :ms, true)")
                .setParameter("ms", Integer.toString(TIMEOUT_MS))
                .getSingleResult();
    }

    private static Article existing(String slug) {
        Article article = locked(slug);
        if (article == null) {
            throw Problem.of(ProblemCode.ARTICLE_NOT_FOUND, "There is no article '" + slug + "'.");
        }
        return article;
    }
}
