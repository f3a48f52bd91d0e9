package dev.farthing.article.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The mark with which an author ends the free part. On its way through parser and cleaner it is a comment, and then a
 * character that no text has.
 */
final class ReadMore extends MarkdownPass {
    static final char SIGN = '\uFDD0';

    private static final String COMMENT = "<!--" + SIGN + "-->";

    /** Of Hugo, Zola, Hexo, WordPress, Docusaurus, Ghost, Eleventy, Drupal, Nikola, Pelican, and what authors tell Jekyll. */
    private static final Pattern MARK = Pattern.compile(
            "<!--\\s*(?:(?:more|teaser_end)\\b[^>]{0,100}?|truncate|members-only|break|fold|cut|read[ _-]?more"
                    + "|excerpt|preview|summary|(?:pelican_)?end[ _-]?(?:of[ _-]?)?(?:excerpt|preview|summary|teaser)"
                    + "|(?:excerpt|preview|summary|teaser)[ _-]?end)\\s{0,20}-->"
                    + "|\\{/\\*\\s*(?:more|truncate)\\s*\\*/}",
            Pattern.CASE_INSENSITIVE);

    /** What Jekyll takes for the end of a paragraph. */
    private static final Pattern BLANK_LINE = Pattern.compile("\\R[ \\t]*\\R");

    private static final int MAX_SEPARATOR = 200;

    private final Matcher mark;
    private final int firstText;
    private boolean found;

    private ReadMore(String markdown, Pattern mark) {
        super(markdown);
        this.mark = mark.matcher(markdown);
        this.firstText = markdown.length() - markdown.stripLeading().length();
    }

    /**
     * Text in which the first mark outside code is a comment that {@link #show} knows.
     *
     * @param separator the article's own mark, or null; a visible one stays in the text
     */
    static String commented(String markdown, String separator) {
        if (separator != null && !separator.isEmpty() && separator.length() <= MAX_SEPARATOR) {
            Pattern own = separator.isBlank() ? BLANK_LINE : Pattern.compile(Pattern.quote(separator));
            ReadMore pass = new ReadMore(markdown, own);
            String commented = pass.rewritten();
            if (pass.found) {
                return commented;
            }
        }
        return MARK.matcher(markdown).find() ? new ReadMore(markdown, MARK).rewritten() : markdown;
    }

    @Override
    int rewrite(int i) {
        if (found || i < firstText || !mark.region(i, text.length()).lookingAt()) {
            return i;
        }
        found = true;
        String shown = mark.group();
        if (shown.isBlank()) {
            append(shown + COMMENT + "\n\n");
        } else if (shown.startsWith("<!--") || MARK.matcher(shown).matches()) {
            append(COMMENT);
        } else {
            append(COMMENT + (i == lineStart() ? "\n\n" : "") + shown);
        }
        return mark.end();
    }

    /** Comments do not pass the cleaner, text does. */
    static void show(Document raw) {
        List<Comment> marks = new ArrayList<>();
        raw.body().traverse((node, depth) -> {
            if (node instanceof TextNode text && text.getWholeText().indexOf(SIGN) >= 0) {
                text.text(text.getWholeText().replace(SIGN, '\uFFFD'));
            } else if (node instanceof Comment comment && comment.getData().equals(String.valueOf(SIGN))) {
                marks.add(comment);
            }
        });
        marks.forEach(mark -> mark.replaceWith(new TextNode(String.valueOf(SIGN))));
    }

    static boolean isIn(Element element) {
        return element.wholeText().indexOf(SIGN) >= 0;
    }

    static void hide(Document page) {
        List<TextNode> marked = new ArrayList<>();
        NodeVisitor visitor = (node, depth) -> {
            if (node instanceof TextNode text && text.getWholeText().indexOf(SIGN) >= 0) {
                marked.add(text);
            }
        };
        page.body().traverse(visitor);
        marked.forEach(text -> text.text(text.getWholeText().replace(String.valueOf(SIGN), "")));
    }
}
