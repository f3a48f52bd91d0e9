package dev.farthing.article;

import dev.farthing.article.markdown.Markdown;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.ws.rs.core.EntityTag;

/** {@code If-Match} compares the article version only: the tag of any representation allows a change. */
public final class ArticleTag {
    private ArticleTag() {}

    public static EntityTag of(long version, String representation) {
        return new EntityTag(version + "." + Markdown.VERSION + "-" + representation);
    }

    /** @throws Problem {@code precondition_failed} */
    static void check(String ifMatch, String ifNoneMatch, Article article) {
        if ("*".equals(ifNoneMatch) && article != null) {
            throw failed("If-None-Match", "The article already exists.");
        }
        if (ifMatch == null) {
            return;
        }
        if (article == null) {
            throw failed("If-Match", "The article does not exist, so If-Match cannot match.");
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
        throw failed("If-Match", "The article has changed; its ETag is now " + quoted(article) + ".");
    }

    private static String quoted(Article article) {
        return "\"" + of(article.version, "json").getValue() + "\"";
    }

    private static Problem failed(String header, String detail) {
        return Problem.at(ProblemCode.PRECONDITION_FAILED, header, detail);
    }
}
