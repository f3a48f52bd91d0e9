package dev.farthing.article;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.ws.rs.core.EntityTag;

/**
 * Strong entity tags of articles: the article's version, the renderer's, and the representation.
 *
 * <p>{@code If-Match} of a change looks at the article's version only, so that the tag of any representation serves.
 */
public final class ArticleTag {
    private ArticleTag() {}

    /** The tag of one representation, {@code json}, {@code md} or {@code html}. */
    public static EntityTag of(long version, String representation) {
        return new EntityTag(version + "." + Markdown.VERSION + "-" + representation);
    }

    /**
     * Whether {@code ifMatch} (null: no condition) allows a change of the article, which is null where it does not exist.
     *
     * @throws Problem {@code precondition_failed}
     */
    static void check(String ifMatch, String ifNoneMatch, Article article) {
        if ("*".equals(ifNoneMatch) && article != null) {
            throw failed("If-None-Match", "The article exists already.");
        }
        if (ifMatch == null) {
            return;
        }
        if (article == null) {
            throw failed("If-Match", "There is no article yet that If-Match could match.");
        }
        if (ifMatch.strip().equals("*")) {
            return;
        }
        String current = "\"" + article.version + ".";
        for (String tag : ifMatch.split(",")) {
            if (tag.strip().startsWith(current)) {
                return;
            }
        }
        throw failed("If-Match", "The article has changed since; its ETag is now " + quoted(article) + ".");
    }

    private static String quoted(Article article) {
        return "\"" + of(article.version, "json").getValue() + "\"";
    }

    private static Problem failed(String header, String detail) {
        return Problem.at(ProblemCode.PRECONDITION_FAILED, header, detail);
    }
}
