package dev.farthing.article.markdown;

import java.util.List;
import org.commonmark.node.Node;
import org.jsoup.nodes.Document;

/**
 * Renders Markdown to HTML that is safe on a page of this service.
 *
 * <p>CommonMark with GitHub's tables, strikethrough, task lists, bare addresses and alerts, footnotes, definition lists
 * and what {@link Shortcodes} and {@link Dialects} make of other tools' marks. Raw HTML is allowed: only the finished HTML is
 * sanitized, so no feature bypasses it.
 *
 * <p>Every method throws {@code invalid_field} for a text that takes too much time, memory or stack: no publisher may
 * stop the service.
 */
public final class Markdown {
    /** Raised when rendering or sanitizing changes; HTML of a lower number is rendered again. */
    public static final int VERSION = 2;

    static {
        // A class whose initializer overflows the stack stays broken: load the libraries' classes while it is shallow.
        render(
                "# A &amp; [b](c)\n\n<b>d</b> `e` <f@g.h> ~~i~~ *j*[^k] http://x.y {{ z }}\n\n- [x] m\n\nn\n: o\n\n|l|\n|-|\n|m|\n\n[^k]: n\n");
    }

    private Markdown() {}

    /**
     * @param text without markup
     * @param firstHeading of level 1, or null
     * @param warnings one for each kind of thing that is not shown
     */
    public record Rendered(
            String html, String text, Opening opening, int wordCount, String firstHeading, List<Warning> warnings) {}

    public static Rendered render(String markdown) {
        return render(markdown, null);
    }

    /** @param separator the author's own mark of where the free part ends, such as Jekyll's excerpt_separator; or null */
    public static Rendered render(String markdown, String separator) {
        try {
            Omissions omissions = new Omissions();
            String plainer = Shortcodes.replaced(MarkdownParser.bounded(markdown), omissions);
            String marked = ReadMore.commented(plainer, separator);
            Node text = MarkdownParser.parse(Dialects.replaced(Components.opened(marked), omissions));
            Document page = MarkdownCleaner.clean(MarkdownParser.toRawHtml(text), omissions);
            MarkdownProse prose = MarkdownProse.of(page);
            ReadMore.hide(page);
            String html = page.body().html();
            MarkdownWords.dropFootnoteMarks(page);
            String plain = page.body().text();
            int words = MarkdownWords.count(plain);
            return new Rendered(
                    html,
                    plain,
                    prose.opening(plain, words),
                    words,
                    MarkdownWords.firstHeading(page),
                    omissions.warnings());
        } catch (StackOverflowError tooDeep) {
            // The parser bounds the depth; some regular expressions of the libraries recurse per character.
            throw MarkdownParser.refused("it has a construct that is too long or too deeply nested");
        }
    }

    public static String toHtml(String markdown) {
        return render(markdown).html();
    }

    static String firstHeading(String markdown) {
        return render(markdown).firstHeading();
    }
}
