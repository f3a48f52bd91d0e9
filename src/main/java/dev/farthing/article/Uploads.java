package dev.farthing.article;

import dev.farthing.article.file.FileName;
import dev.farthing.article.markdown.Warning;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes files that find their own slug.
 *
 * <p>A file is known again by its path, or after it was moved by its bytes: sent twice it changes nothing, changed it replaces its
 * own article, and it never replaces another one.
 */
@ApplicationScoped
class Uploads {
    private final Publishing publishing;
    private final FarthingConfig config;

    Uploads(Publishing publishing, FarthingConfig config) {
        this.publishing = publishing;
        this.config = config;
    }

    record Result(Article article, ArticleView.Outcome outcome, List<Warning> warnings) {}

    /** @throws Problem {@code slug_taken} or {@code precondition_failed} */
    @Transactional
    Result upload(Upload file, long priceIfNew, Publishing.Condition condition) {
        Publishing.limitStatements();
        String path = file.name().path();
        Article own = path.isEmpty() ? null : Article.lockedOfFile(path);
        Article found = own == null ? Article.locked(file.slug()) : own;
        if (own == null && found != null) {
            requireSameFile(found, file);
        }
        ArticleTag.check(condition.ifMatch(), condition.ifNoneMatch(), found);
        List<Warning> warnings = new ArrayList<>(file.nameWarnings());
        if (found != null && file.hash().equals(found.fileHash) && saysTheSame(found, file.name())) {
            keepPath(found, path, warnings);
            return new Result(found, ArticleView.Outcome.UNCHANGED, warnings);
        }
        boolean archived = found != null && found.status == Article.Status.ARCHIVED;
        Publishing.Result written = publishing.write(found, file.slug(), file.draft(), priceIfNew);
        Article article = written.article();
        keepPath(article, path, warnings);
        article.fileHash = file.hash();
        applyName(article, file);
        if (archived) {
            article.status = Article.Status.ARCHIVED;
            warnings.add(
                    new Warning("status", "ARCHIVED", "It was archived and stays so; PATCH its status to sell it."));
        }
        if (file.ownSlug() && !file.slug().equals(article.slug)) {
            warnings.add(new Warning(
                    "slug",
                    file.slug(),
                    "The article keeps its address, " + article.slug + ", since readers own it there."));
        }
        Article.flush();
        return new Result(
                article, written.created() ? ArticleView.Outcome.CREATED : ArticleView.Outcome.REPLACED, warnings);
    }

    /** A moved file and one that was first sent by PUT are known by their content. */
    private static void requireSameFile(Article article, Upload file) {
        boolean same = article.fileHash == null
                ? article.body.equals(file.draft().body().markdown())
                        && article.title.equals(file.draft().title())
                : article.fileHash.equals(file.hash());
        if (!same) {
            String owner = article.filePath == null
                    ? "an article that came without a file's name"
                    : "the article of another file, " + UploadReader.shortened(article.filePath);
            throw Problem.at(
                    ProblemCode.SLUG_TAKEN,
                    "slug",
                    "The slug '" + article.slug + "' is that of " + owner + ", \"" + article.title
                            + "\". Give this file its own ('slug: ...' in its front matter), or replace that article by PUT.");
        }
    }

    private static boolean saysTheSame(Article article, FileName name) {
        FileName before = article.filePath == null ? FileName.NONE : FileName.of(article.filePath);
        return name.path().isEmpty()
                || before.heldBack() == name.heldBack()
                        && String.valueOf(before.day()).equals(String.valueOf(name.day()))
                        && String.valueOf(before.language()).equals(String.valueOf(name.language()));
    }

    private static void keepPath(Article article, String path, List<Warning> warnings) {
        if (path.isEmpty() || path.equals(article.filePath)) {
            return;
        }
        if (article.filePath != null) {
            warnings.add(new Warning(
                    "file",
                    UploadReader.shortened(article.filePath),
                    "The same file was published from there before."));
        }
        article.filePath = path;
    }

    /** Its own fields win, except over its being held back. */
    private void applyName(Article article, Upload file) {
        FileName name = file.name();
        if (name.heldBack()) {
            article.status = Article.Status.DRAFT;
        }
        if (name.day() != null && file.draft().publishedAt() == null) {
            article.publishedAt = name.day().atStartOfDay(config.zone()).toInstant();
        }
    }
}
