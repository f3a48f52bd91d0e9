package dev.farthing.article;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.database.ReadOnly;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Articles that come from an export: an import changes no others, and never a price. */
@ApplicationScoped
class ImportedArticles {
    private final Publishing publishing;
    private final ObjectMapper json;

    ImportedArticles(Publishing publishing, ObjectMapper json) {
        this.publishing = publishing;
        this.json = json;
    }

    /** What an article was when it was last looked at. */
    record Known(String metadata, Article.Status status, long priceMicros, long version) {}

    /** Null if absent. */
    @ReadOnly
    @Transactional
    Known known(String slug) {
        List<Article> found = Article.list("slug", slug);
        if (found.isEmpty()) {
            return null;
        }
        Article article = found.get(0);
        return new Known(article.metadata, article.status, article.priceMicros, article.version);
    }

    boolean isUnchanged(ImportedPost post, Known known) {
        return known != null && post.isUnchanged(known.metadata(), json);
    }

    /** @throws Problem {@code not_of_this_import} */
    void requireSource(ImportedPost post, Known known) {
        if (known != null && !post.isSource(known.metadata(), json)) {
            throw Problem.at(
                    ProblemCode.NOT_OF_THIS_IMPORT,
                    "slug",
                    "The article '" + post.slug() + "' does not come from this post, so it is not replaced.");
        }
    }

    /**
     * One transaction, which checks under the article's lock that it still is as known.
     *
     * @throws Problem {@code precondition_failed} if it is not; else as PUT
     */
    Publishing.Result put(ImportedPost post, Known known, ArticleDraft draft, long priceIfNew) {
        String tag = known == null
                ? null
                : "\"" + ArticleTag.of(known.version(), "json").getValue() + "\"";
        return publishing.put(
                post.slug(), draft, priceIfNew, new Publishing.Condition(tag, known == null ? "*" : null));
    }
}
