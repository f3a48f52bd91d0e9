package dev.farthing.gate;

import dev.farthing.article.Markdown;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The text of one version of an article, as the database stores it.
 *
 * @param body Markdown
 * @param bodyHtml rendered by the renderer's version {@code htmlVersion}
 */
record ArticleText(String body, String bodyHtml, int htmlVersion) {

    /** The text in the row, or null where the query left it out. */
    static ArticleText read(ResultSet row) throws SQLException {
        String body = row.getString("body");
        return body == null ? null : new ArticleText(body, row.getString("body_html"), row.getInt("html_version"));
    }

    /** HTML of the current renderer; the output of an older renderer or cleaner is not trusted. */
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
