package dev.farthing.article;

import dev.farthing.web.Money;
import dev.farthing.web.Now;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Puts articles in and changes them; each change raises the version under the row's lock. */
@ApplicationScoped
public class Publishing {
    private static final Condition UNCONDITIONAL = new Condition(null, null);

    private final ArticleConfig config;
    private final MarkdownFile markdownFile;

    Publishing(ArticleConfig config, MarkdownFile markdownFile) {
        this.config = config;
        this.markdownFile = markdownFile;
    }

    /** The headers that make a change conditional; each may be null. */
    record Condition(String ifMatch, String ifNoneMatch) {}

    /** The article after the change, and whether it is new. */
    record Published(Article article, boolean created) {}

    /** Publishes a Markdown file under a slug, as PUT does. */
    @Transactional
    public void publish(String slug, byte[] markdown) {
        put(slug, markdownFile.read(slug, markdown), defaultPriceMicros(), UNCONDITIONAL);
    }

    /** The price of new Markdown documents that name none, in micros. */
    long defaultPriceMicros() {
        return Money.parseMicros(config.defaultPrice(), "farthing.article.default-price");
    }

    /**
     * Creates the article or replaces it whole. What decides about money is not lost by silence: a document without a
     * price leaves an existing article's price as it is.
     *
     * @param priceIfNew micros for a new article whose draft names no price
     */
    @Transactional
    Published put(String slug, ArticleDraft draft, long priceIfNew, Condition condition) {
        Article article = Article.locked(slug);
        ArticleTag.check(condition.ifMatch(), condition.ifNoneMatch(), article);
        boolean created = article == null;
        if (!created && draft.body().isBlank() && !article.body.isBlank()) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD,
                    "body",
                    "The article has a text that people may own; an empty one cannot replace it.");
        }
        if (created) {
            article = Article.create(slug);
            article.priceMicros = priceIfNew;
            article.publishedAt = article.createdAt;
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
        article.publishedAt = draft.publishedAt() == null
                ? article.publishedAt
                : draft.publishedAt().truncatedTo(ChronoUnit.MICROS);
        write(article, draft.body());
        touch(article);
        article.persist();
        Article.flush();
        return new Published(article, created);
    }

    /** Changes what the draft says and leaves the rest; {@code cleared} names the fields to empty. */
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
        article.publishedAt = draft.publishedAt() == null
                ? article.publishedAt
                : draft.publishedAt().truncatedTo(ChronoUnit.MICROS);
        clear(article, cleared);
        if (draft.body() != null) {
            write(article, draft.body());
        }
        touch(article);
        Article.flush();
        return article;
    }

    /** Takes the article off sale; who has bought it keeps it. Again: nothing more happens. */
    @Transactional
    void archive(String slug, String ifMatch) {
        Article article = existing(slug);
        ArticleTag.check(ifMatch, null, article);
        if (article.status != Article.Status.ARCHIVED) {
            article.status = Article.Status.ARCHIVED;
            touch(article);
        }
    }

    private static void clear(Article article, List<String> fields) {
        for (String field : fields) {
            switch (field) {
                case "summary" -> article.summary = "";
                case "author" -> article.author = null;
                case "accessPeriod" -> article.accessPeriod = null;
                case "tags" -> article.tags = List.of();
                case "metadata" -> article.metadata = "{}";
                default -> throw Problem.at(ProblemCode.INVALID_FIELD, field, "'" + field + "' cannot be null.");
            }
        }
    }

    private static void write(Article article, String body) {
        article.body = body;
        Markdown.Rendered rendered = Markdown.render(body);
        article.bodyHtml = rendered.html();
        article.htmlVersion = Markdown.VERSION;
        article.lead = rendered.firstParagraph();
        article.wordCount = rendered.wordCount();
    }

    private static void touch(Article article) {
        article.version++;
        article.updatedAt = Now.micros();
    }

    private static Article existing(String slug) {
        Article article = Article.locked(slug);
        if (article == null) {
            throw Problem.of(ProblemCode.ARTICLE_NOT_FOUND, "There is no article '" + slug + "'.");
        }
        return article;
    }
}
