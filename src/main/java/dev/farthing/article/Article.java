package dev.farthing.article;

import dev.farthing.article.markdown.Markdown;
import dev.farthing.article.markdown.Opening;
import dev.farthing.article.search.SearchText;
import dev.farthing.web.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Only {@link Publishing} writes it. */
@Entity
public class Article extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(nullable = false, updatable = false)
    public String slug;

    @Column(nullable = false)
    public String title;

    @Column(nullable = false)
    public String summary;

    @Column(nullable = false)
    public String lead;

    @Column(nullable = false)
    public String body;

    @Column(name = "body_html", nullable = false)
    public String bodyHtml;

    @Column(name = "html_version", nullable = false)
    public int htmlVersion;

    /** Of the lead, at most; 0: no lead; null: the shop's share of the text. */
    @Column(name = "preview_words")
    public Integer previewWords;

    @Column(name = "price_micros", nullable = false)
    public long priceMicros;

    @Column(name = "access_period")
    public String accessPeriod;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(nullable = false, columnDefinition = "text[]")
    public List<String> tags;

    public String author;

    @Column(nullable = false)
    public String language;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    public Status status;

    @Column(name = "published_at", nullable = false)
    public Instant publishedAt;

    /** Null: never. */
    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "word_count", nullable = false)
    public int wordCount;

    /** JSON text. */
    @Column(nullable = false)
    public String metadata;

    /** See {@link ListLabels}. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(nullable = false, columnDefinition = "text[]")
    List<String> labels;

    @Column(name = "title_key", nullable = false)
    String titleKey;

    /** Of title and summary, and of lead, tags and author together; see {@link SearchText}. */
    @Column(name = "free_words", nullable = false)
    String freeWords;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "text_words", nullable = false, columnDefinition = "text[]")
    List<String> textWords;

    /** Where its publisher keeps it, so that the same file finds it again under another title; null if it came without a name. */
    @Column(name = "file_path")
    String filePath;

    /** SHA-256 of the file that it was made of last; null after any other change of its text. */
    @Column(name = "file_hash")
    String fileHash;

    /** Counts changes under the row's lock; part of the ETag. */
    @Column(nullable = false)
    public long version;

    @Column(name = "created_at", nullable = false, updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;

    public enum Status {
        /** Visible to staff only. */
        DRAFT,
        /** Listed and sold from {@code publishedAt} until {@code expiresAt}. */
        PUBLISHED,
        /** No longer listed or sold; owners keep access. */
        ARCHIVED
    }

    boolean isOnSale(Instant now) {
        return status == Status.PUBLISHED && !publishedAt.isAfter(now) && (expiresAt == null || expiresAt.isAfter(now));
    }

    static Article create(String slug, Instant now) {
        Article article = new Article();
        article.id = Ids.next();
        article.slug = slug;
        article.createdAt = now;
        return article;
    }

    /** In the article's language. Comes after the price, which decides how much may be shown. */
    void setBody(ArticleDraft.Body draft, int previewPercent) {
        body = draft.markdown();
        bodyHtml = draft.rendered().html();
        htmlVersion = Markdown.VERSION;
        lead = lead(draft.rendered().opening(), previewPercent);
        wordCount = draft.rendered().wordCount();
        textWords = SearchText.text(language, draft.rendered().text());
    }

    private String lead(Opening opening, int previewPercent) {
        boolean free = priceMicros == 0;
        return previewWords == null
                ? opening.lead(free ? 100 : previewPercent)
                : opening.leadOfWords(previewWords, free ? 100 : ArticleCheck.MOST_PREVIEW_PERCENT);
    }

    /** The caller holds the row's lock. */
    void touch(Instant now, String shopLanguage) {
        String others = lead + "\n" + String.join("\n", tags) + "\n" + (author == null ? "" : author);
        freeWords = SearchText.free(language, title, summary, others);
        labels = ListLabels.of(tags, language);
        titleKey = TitleOrder.in(shopLanguage).key(title);
        version++;
        updatedAt = now;
    }

    /** Null if absent. */
    static Article locked(String slug) {
        return lockedBy("slug", slug);
    }

    /** Null if absent. */
    static Article lockedOfFile(String path) {
        return lockedBy("filePath", path);
    }

    private static Article lockedBy(String column, String value) {
        return Article.<Article>find(column, value)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }
}
