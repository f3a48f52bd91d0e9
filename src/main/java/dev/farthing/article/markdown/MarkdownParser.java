package dev.farthing.article.markdown;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLines;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * CommonMark within bounds on time and memory.
 *
 * <p>The library is quadratic in places (a paragraph of many lines, {@code <} or {@code [}), cubic in none, and limits
 * neither table cells nor expanded references, so the cost is counted first. Limits count work, not time: the same text
 * is always either accepted or refused.
 */
final class MarkdownParser {
    /** UTF-16 units: 90,000 English words. The worst text twice as long took jsoup 11 s. */
    static final int MAX_CHARS = 1 << 19;

    /**
     * Character reads with repeats: up to 2.3 s (2 cores, JDK 17, commonmark 0.28.0). Half a million characters of
     * prose take a twentieth.
     */
    private static final long MAX_STEPS = 1_000_000_000;

    /** Paragraphs, headings and table cells; each row has all columns, so cells grow quadratically. */
    private static final int MAX_BLOCKS = 100_000;

    /** Nested lists, their items and quotes; deeper ones are plain text. */
    private static final int MAX_OPEN_BLOCKS = 50;

    /** Levels, inline ones included: bounds the stack that rendering needs. */
    private static final int MAX_DEPTH = 256;

    /** UTF-16 units: a long link definition, used often, would fill the memory. */
    private static final int MAX_HTML_CHARS = 8 * MAX_CHARS;

    /** For each of them the library scans the paragraph, ahead or back. */
    private static final String MARKUP = "<>[]()*_`~!&\\\"'";

    private static final List<Extension> EXTENSIONS = List.of(
            TablesExtension.create(),
            StrikethroughExtension.create(),
            FootnotesExtension.create(),
            TaskListItemsExtension.create(),
            AutolinkExtension.create(),
            new DefinitionLists());

    private static final Parser PARSER = builder().build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private MarkdownParser() {}

    static String bounded(String markdown) {
        if (markdown.length() > MAX_CHARS) {
            throw refused("it is longer than " + MAX_CHARS + " characters");
        }
        return markdown;
    }

    static Node parse(String markdown) {
        if (stepsOfLines(markdown) > MAX_STEPS) {
            throw refused("it has a paragraph of too many lines");
        }
        Cost cost = new Cost();
        builder().inlineParserFactory(context -> cost).build().parse(markdown);
        Node text = PARSER.parse(markdown);
        if (deeperThan(MAX_DEPTH, text)) {
            throw refused("it is nested deeper than " + MAX_DEPTH + " levels");
        }
        return text;
    }

    /** Unsafe HTML. */
    static String toRawHtml(Node text) {
        BoundedText html = new BoundedText();
        RENDERER.render(text, html);
        return html.text.toString();
    }

    static Problem refused(String reason) {
        return Problem.at(ProblemCode.INVALID_FIELD, "body", "The Markdown cannot be rendered: " + reason + ".");
    }

    private static Parser.Builder builder() {
        return Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(MAX_OPEN_BLOCKS);
    }

    /**
     * Sums the squared lengths of runs of lines: for each line of a paragraph the library copies those before it. A
     * line of quote marks alone counts as blank: it ends the quoted paragraph.
     */
    private static long stepsOfLines(String text) {
        long steps = 0;
        long run = 0;
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && !text.startsWith("\n", i + 1)) {
                steps += blank ? run * run : 0;
                run = blank ? 0 : run + 1;
                blank = true;
            } else if (c != ' ' && c != '\t' && c != '>' && c != '\r') {
                blank = false;
            }
        }
        return steps + run * run;
    }

    private static boolean deeperThan(int limit, Node root) {
        int depth = 0;
        Node node = root;
        while (true) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                if (++depth > limit) {
                    return true;
                }
                continue;
            }
            while (node != root && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            if (node == root) {
                return false;
            }
            node = node.getNext();
        }
    }

    /** A first pass, which knows the blocks, counts their cost in place of parsing them. */
    private static final class Cost implements InlineParser {
        private long steps;
        private int blocks;

        @Override
        public void parse(SourceLines lines, Node block) {
            String content = lines.getContent();
            long markup = content.chars().filter(c -> MARKUP.indexOf(c) >= 0).count();
            steps += content.length() * (markup + 1);
            if (steps > MAX_STEPS) {
                throw refused("it has a paragraph with too much markup");
            }
            if (++blocks > MAX_BLOCKS) {
                throw refused("it has more than " + MAX_BLOCKS + " paragraphs and table cells");
            }
        }
    }

    private static final class BoundedText implements Appendable {
        private final StringBuilder text = new StringBuilder();

        @Override
        public Appendable append(CharSequence chars) {
            return append(chars, 0, chars.length());
        }

        @Override
        public Appendable append(CharSequence chars, int start, int end) {
            if (text.length() + (end - start) > MAX_HTML_CHARS) {
                throw refused("its HTML would be longer than " + MAX_HTML_CHARS + " characters");
            }
            text.append(chars, start, end);
            return this;
        }

        @Override
        public Appendable append(char c) {
            return append(String.valueOf(c), 0, 1);
        }
    }
}
