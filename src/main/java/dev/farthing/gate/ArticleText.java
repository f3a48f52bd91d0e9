package dev.farthing.gate;

import dev.farthing.article.markdown.Markdown;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * @param body Markdown
 * @param bodyHtml from the renderer's version {@code htmlVersion}
 */
record ArticleText(String body, String bodyHtml, int htmlVersion) {

    /** Null where the query left it out. */
    static ArticleText read(ResultSet row) throws SQLException {
        String body = row.getString("body");
        return body == null ? null : new ArticleText(body, row.getString("body_html"), row.getInt("html_version"));
    }

    /** The output of an older renderer or cleaner is not trusted. */
    String html() {
        return isRendered() ? bodyHtml : Markdown.toHtml(body);
    }

    boolean isRendered() {
        return htmlVersion == Markdown.VERSION;
    }

    int length() {
        return body.length() + bodyHtml.length();
    }
}
