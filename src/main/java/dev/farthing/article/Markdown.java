package dev.farthing.article;

import org.commonmark.node.Node;
import org.jsoup.nodes.Document;

/**
 * Markdown made into HTML that is safe to show on a page of this service, and what a listing needs to know of the text.
 *
 * <p>The dialect is CommonMark with GitHub's tables and strikethrough, and footnotes. Raw HTML is allowed and cleaned
 * like everything else: the cleaning looks only at the finished HTML, so no corner of the dialect gets around it.
 *
 * <p>Every method throws {@link dev.farthing.web.Problem} {@code invalid_field} naming {@code body} for a text that
 * would take too long, too much memory or too deep a stack: text comes from publishers, and none may stop the service.
 */
public final class Markdown {
    /** Raised whenever rendering or cleaning changes, so that HTML stored under a lower number is rendered anew. */
    public static final int VERSION = 1;

    static {
        // A class whose initialiser dies of a full stack stays broken for good. Touching the libraries here, where the
        // stack is shallow, keeps a text that is nested too deeply from being the first to load one of theirs.
        render("# A &amp; [b](c)\n\n<b>d</b> `e` <f@g.h> ~~i~~ *j*[^k]\n\n|l|\n|-|\n|m|\n\n[^k]: n\n");
    }

    private Markdown() {}

    /**
     * All that is known of one text.
     *
     * @param html clean HTML without html, head or body elements
     * @param firstParagraph plain text, at most {@link MarkdownExcerpt#MAX_CHARS} characters, "" if there is none
     * @param wordCount 0 or more
     * @param firstHeading plain text of the first level-1 heading, or null
     */
    record Rendered(String html, String firstParagraph, int wordCount, String firstHeading) {}

    /** Everything at once; prefer it to several of the calls below, each of which parses and renders the whole text. */
    static Rendered render(String markdown) {
        try {
            Node text = MarkdownParser.parse(markdown);
            Document page = MarkdownCleaner.clean(MarkdownParser.toRawHtml(text));
            String html = page.body().html();
            MarkdownWords.dropFootnoteMarks(page);
            return new Rendered(
                    html,
                    MarkdownExcerpt.firstParagraph(text),
                    MarkdownWords.count(page.body().text()),
                    MarkdownWords.firstHeading(page));
        } catch (StackOverflowError tooDeep) {
            // Depth is bounded below; what is left are regular expressions of the libraries that recurse per character.
            throw MarkdownParser.refused("it has a construct that is too long or too deeply nested");
        }
    }

    /** Clean HTML of {@code markdown}. */
    public static String toHtml(String markdown) {
        return render(markdown).html();
    }

    /** Plain text of the first level-1 heading, or null if there is none. */
    static String firstHeading(String markdown) {
        return render(markdown).firstHeading();
    }
}
