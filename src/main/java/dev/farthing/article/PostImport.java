package dev.farthing.article;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.article.file.export.Export;
import dev.farthing.article.file.export.ExportedPost;
import dev.farthing.article.markdown.Warning;
import dev.farthing.database.SqlStates;
import dev.farthing.web.AuditAction;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditedParts;
import dev.farthing.web.ExceptionTranslator;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Takes over one post of an export: looked up, rendered, audited and published; or left as it is. */
@ApplicationScoped
class PostImport {
    private static final Logger LOG = Logger.getLogger(PostImport.class);

    /** Another import, or a publisher, may change the same article meanwhile. */
    private static final int TRIES = 3;

    private static final int LONGEST_ID = 300;

    private final ImportedArticles articles;
    private final ObjectMapper json;
    private final List<ExceptionTranslator> translators;
    private final String currency;

    PostImport(
            ImportedArticles articles,
            ObjectMapper json,
            @All List<ExceptionTranslator> translators,
            FarthingConfig config) {
        this.articles = articles;
        this.json = json;
        this.translators = translators;
        this.currency = config.currency();
    }

    /**
     * @param priceIfNew micros of a post that was not for everyone
     * @throws Problem {@code unavailable}: the next post would fare no better
     */
    ImportReport.Result take(Export export, ExportedPost post, long priceIfNew, AuditedParts audit) {
        try {
            if (post.id() != null && post.id().length() > LONGEST_ID) {
                throw Problem.of(ProblemCode.INVALID_FIELD, "Its id is longer than " + LONGEST_ID + " characters.");
            }
            if (post.refusal() != null) {
                throw Problem.of(ProblemCode.INVALID_FIELD, post.refusal());
            }
            ImportedPost imported = ImportedPost.of(export.tool(), post, json);
            return post.state() == ExportedPost.State.TRASH
                    ? result(imported, ImportReport.SKIPPED, null, List.of(new Warning("status", "trash", "Left out.")))
                    : take(imported, post.forEveryone() ? 0 : priceIfNew, audit);
        } catch (Problem problem) {
            if (problem.isPassing()) {
                throw problem;
            }
            return new ImportReport.Result(
                    FieldLimits.shortened(post.id(), LONGEST_ID),
                    FieldLimits.shortened(post.slug(), ArticleJson.MAX_TITLE),
                    FieldLimits.shortened(post.title(), ArticleJson.MAX_TITLE),
                    ImportReport.REFUSED,
                    null,
                    null,
                    post.warnings(),
                    ImportReport.Refusal.of(problem));
        }
    }

    private ImportReport.Result take(ImportedPost post, long priceIfNew, AuditedParts audit) {
        for (int tries = 1; ; tries++) {
            try {
                ImportedArticles.Known known = articles.known(post.slug());
                if (articles.isUnchanged(post, known)) {
                    return result(post, ImportReport.UNCHANGED, known, post.warnings());
                }
                articles.requireSource(post, known);
                return put(post, known, priceIfNew, audit);
            } catch (RuntimeException fault) {
                Problem problem = translated(fault);
                if (problem.code() != ProblemCode.PRECONDITION_FAILED || tries == TRIES) {
                    throw problem;
                }
            }
        }
    }

    private ImportReport.Result put(
            ImportedPost post, ImportedArticles.Known known, long priceIfNew, AuditedParts audit) {
        AuditedParts.Part act = audit.begin(AuditAction.ARTICLE_PUBLISH, post.slug());
        try {
            ArticleDraft draft = post.draft(known == null ? null : known.status());
            Article article = articles.put(post, known, draft, priceIfNew).article();
            Money price = Money.of(article.priceMicros, currency);
            act.end(
                    known == null ? 201 : 200,
                    null,
                    Map.of("price", AuditDetails.text(price), "status", article.status.name()));
            return new ImportReport.Result(
                    post.post().id(),
                    post.slug(),
                    article.title,
                    known == null ? ImportReport.CREATED : ImportReport.REPLACED,
                    article.status,
                    price,
                    draft.warnings(),
                    null);
        } catch (RuntimeException fault) {
            Problem problem = translated(fault);
            act.end(problem.code().status(), problem.code().code(), Map.of());
            throw problem;
        }
    }

    private ImportReport.Result result(
            ImportedPost post, String outcome, ImportedArticles.Known known, List<Warning> warnings) {
        return new ImportReport.Result(
                post.post().id(),
                post.slug(),
                FieldLimits.shortened(post.title(), ArticleJson.MAX_TITLE),
                outcome,
                known == null ? null : known.status(),
                known == null ? null : Money.of(known.priceMicros(), currency),
                warnings,
                null);
    }

    private Problem translated(RuntimeException fault) {
        if (fault instanceof Problem problem) {
            return problem;
        }
        if ("slug_is_unique".equals(SqlStates.constraint(fault))) {
            return Problem.of(ProblemCode.PRECONDITION_FAILED, "Another import created the article at the same time.");
        }
        return translators.stream()
                .flatMap(translator -> translator.translate(fault).stream())
                .findFirst()
                .orElseGet(() -> {
                    LOG.error("A post could not be imported", fault);
                    return Problem.ofStatus(500);
                });
    }
}
