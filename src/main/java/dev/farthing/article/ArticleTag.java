package dev.farthing.article;

import dev.farthing.article.markdown.Markdown;
import dev.farthing.web.EntityTags;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;

/** {@code If-Match} compares the article version only: the tag of any representation allows a change. */
public final class ArticleTag {
    private ArticleTag() {}

    public static EntityTag of(long version, String representation) {
        return new EntityTag(version + "." + Markdown.VERSION + "-" + representation);
    }

    /** @throws Problem {@code precondition_failed} */
    static void check(String ifMatch, String ifNoneMatch, Article article) {
        checkNone(ifNoneMatch, article);
        if (ifMatch == null) {
            return;
        }
        if (article == null) {
            throw failed("If-Match", "The article does not exist, so If-Match cannot match.");
        }
        List<String> lines = List.of(ifMatch);
        if (!EntityTags.areAny(lines)
                && EntityTags.in(lines).noneMatch(tag -> !tag.weak() && isOfVersion(tag, article))) {
            throw failed("If-Match", "The article has changed; its ETag is now " + quoted(article) + ".");
        }
    }

    private static void checkNone(String ifNoneMatch, Article article) {
        if (ifNoneMatch == null || article == null) {
            return;
        }
        List<String> lines = List.of(ifNoneMatch);
        if (EntityTags.areAny(lines)) {
            throw failed("If-None-Match", "The article already exists.");
        }
        if (EntityTags.in(lines).anyMatch(tag -> isOfVersion(tag, article))) {
            throw failed("If-None-Match", "The article is at this version.");
        }
    }

    private static boolean isOfVersion(EntityTags.Named tag, Article article) {
        return tag.value().startsWith(article.version + ".");
    }

    private static String quoted(Article article) {
        return "\"" + of(article.version, "json").getValue() + "\"";
    }

    private static Problem failed(String header, String detail) {
        return Problem.at(ProblemCode.PRECONDITION_FAILED, header, detail);
    }
}
