package dev.farthing.article;

import org.commonmark.node.Node;
import org.jsoup.nodes.Document;

/**
 * Renders Markdown to HTML that is safe on a page of this service, and extracts what listings show of the text.
 *
 * <p>The dialect is CommonMark with GitHub's tables and strikethrough, and footnotes. Raw HTML is allowed: only the
 * finished HTML is sanitized, so no feature of the dialect bypasses it.
 *
 * <p>Every method throws {@link dev.farthing.web.Problem} {@code invalid_field} naming {@code body} for a text that
 * would take too much time, memory or stack: no publisher's text may stop the service.
 */
public final class Markdown {
    /** Raised when rendering or sanitizing changes; HTML stored with a lower number is rendered again. */
    public static final int VERSION = 1;

    static {
        // A class whose initializer overflows the stack stays broken. This loads the libraries' classes while the
        // stack is shallow, so that no deeply nested text is the first to load one.
        render("# A &amp; [b](c)\n\n<b>d</b> `e` <f@g.h> ~~i~~ *j*[^k]\n\n|l|\n|-|\n|m|\n\n[^k]: n\n");
    }

    private Markdown() {}

    /**
     * One rendered text.
     *
     * @param html sanitized HTML without html, head or body elements
     * @param firstParagraph plain text, at most {@link MarkdownExcerpt#MAX_CHARS} characters, possibly ""
     * @param wordCount 0 or more
     * @param firstHeading plain text of the first level-1 heading, or null
     */
    record Rendered(String html, String firstParagraph, int wordCount, String firstHeading) {}

    /** Parses and renders the whole text. */
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
            // The parser bounds the depth; some regular expressions of the libraries still recurse per character.
            throw MarkdownParser.refused("it has a construct that is too long or too deeply nested");
        }
    }

    /** The sanitized HTML alone. */
    public static String toHtml(String markdown) {
        return render(markdown).html();
    }

    /** The first level-1 heading alone, or null. */
    static String firstHeading(String markdown) {
        return render(markdown).firstHeading();
    }
}
