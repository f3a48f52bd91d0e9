package dev.farthing.article.markdown;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The mark with which an author ends the free part. On its way through parser and cleaner it is a comment, and then a
 * character that no text has.
 */
final class ReadMore {
    static final char SIGN = '\uFDD0';

    private static final String COMMENT = "<!--" + SIGN + "-->";

    /** Of Hugo, Zola, Hexo, WordPress, Docusaurus, Ghost, Eleventy, Drupal, Nikola and Pelican. */
    private static final Pattern MARK = Pattern.compile(
            "<!--\\s*(?:more\\b[^>]{0,100}?|truncate|members-only|excerpt|break|teaser_end|pelican_end_summary)\\s{0,20}-->"
                    + "|\\{/\\*\\s*(?:more|truncate)\\s*\\*/}",
            Pattern.CASE_INSENSITIVE);

    /** What Jekyll takes for the end of a paragraph. */
    private static final Pattern BLANK_LINE = Pattern.compile("(?<=\\S)[ \\t]*\\R[ \\t]*\\R");

    private static final int MAX_SEPARATOR = 200;

    private ReadMore() {}

    /**
     * Text in which the first mark outside code is a comment that {@link #show} knows.
     *
     * @param separator the article's own mark, or null; a visible one stays in the text
     */
    static String commented(String markdown, String separator) {
        boolean own = separator != null && !separator.isEmpty() && separator.length() <= MAX_SEPARATOR;
        Pattern mark = !own ? MARK : separator.isBlank() ? BLANK_LINE : Pattern.compile(Pattern.quote(separator));
        Matcher found = mark.matcher(markdown);
        BitSet code = null;
        while (found.find()) {
            code = code == null ? code(markdown) : code;
            int start = found.start();
            boolean escaped = start > 0 && markdown.charAt(start - 1) == '\\';
            if (!escaped && !code.get(start)) {
                return own && !MARK.matcher(found.group()).matches()
                        ? besideOwn(markdown, found)
                        : markdown.substring(0, start) + COMMENT + markdown.substring(found.end());
            }
        }
        return own ? commented(markdown, null) : markdown;
    }

    private static String besideOwn(String markdown, Matcher found) {
        if (found.group().isBlank()) {
            return markdown.substring(0, found.end()) + COMMENT + "\n\n" + markdown.substring(found.end());
        }
        int start = found.start();
        if (found.group().startsWith("<!--")) {
            return markdown.substring(0, start) + COMMENT + markdown.substring(found.end());
        }
        boolean ownLine = start == 0 || markdown.charAt(start - 1) == '\n' || markdown.charAt(start - 1) == '\r';
        return markdown.substring(0, start) + COMMENT + (ownLine ? "\n\n" : "") + markdown.substring(start);
    }

    private static BitSet code(String markdown) {
        BitSet code = new BitSet(markdown.length());
        MarkdownParser.parseWithSpans(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Code node) {
                add(node);
            }

            @Override
            public void visit(FencedCodeBlock node) {
                add(node);
            }

            @Override
            public void visit(IndentedCodeBlock node) {
                add(node);
            }

            private void add(Node node) {
                for (SourceSpan span : node.getSourceSpans()) {
                    code.set(span.getInputIndex(), span.getInputIndex() + span.getLength());
                }
            }
        });
        return code;
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
