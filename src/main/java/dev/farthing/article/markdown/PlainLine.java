package dev.farthing.article.markdown;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Delimited;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A title or a summary of a Markdown file, which may hold Markdown, as plain text.
 *
 * <p>In doubt a sign is text: {@code <video>: an element}, {@code __init__}, {@code 2*3*4} and {@code a[i]()} stay.
 */
public final class PlainLine extends AbstractVisitor {
    /** UTF-16 units: the library is quadratic in places. More than any field may have. */
    private static final int MAX_CHARS = 8_000;

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of())
            .extensions(List.of(
                    StrikethroughExtension.builder().requireTwoTildes(true).build()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9-]*)(\\s.*|/)?>", Pattern.DOTALL);
    private static final Pattern EMPTY_TAG = Pattern.compile("<(br|wbr|hr)\\s*/>|<img\\s[^>]*src=.*>", Pattern.DOTALL);

    /** Python's names and C's. */
    private static final Pattern NAME = Pattern.compile("__([a-z][a-z0-9_]*|[A-Z][A-Z0-9_]*)__");

    /** Obsidian's links, and what other tools fill in. */
    private static final Pattern SIGNS =
            Pattern.compile("\\[\\[[^\\[\\]|]*\\|([^\\[\\]|]+)]]|\\{\\{.{0,500}?}}|\\{%.{0,500}?%}");

    /** Stands for a brace of code. */
    private static final char BRACE = '\uFDD1';

    private final String source;
    private final Set<Node> markup = new HashSet<>();
    private final StringBuilder line = new StringBuilder();

    private PlainLine(String source) {
        this.source = source;
    }

    /** The text itself if nothing readable is left; null for null. */
    public static String of(String text) {
        if (text == null) {
            return null;
        }
        String source = (text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text).replace(BRACE, '\uFFFD');
        PlainLine plain = new PlainLine(source);
        Node parsed = PARSER.parse(source);
        plain.findTags(parsed);
        parsed.accept(plain);
        Matcher signs = SIGNS.matcher(plain.line);
        String line = PlainText.fold(
                signs.replaceAll(sign -> sign.group(1) == null ? "" : Matcher.quoteReplacement(sign.group(1)))
                        .replace(BRACE, '{'));
        return line.codePoints().anyMatch(Character::isLetterOrDigit) ? line : PlainText.fold(source);
    }

    /** Comments, elements with start and end, and elements that have no end; any other tag is a word of the text. */
    private void findTags(Node parsed) {
        Deque<HtmlInline> open = new ArrayDeque<>();
        parsed.accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlInline html) {
                Matcher tag = TAG.matcher(html.getLiteral());
                if (html.getLiteral().startsWith("<!--") || isEmptyElement(html)) {
                    markup.add(html);
                } else if (tag.matches() && tag.group(1).isEmpty()) {
                    open.push(html);
                } else if (tag.matches()) {
                    close(tag.group(2), html);
                }
            }

            private void close(String name, HtmlInline end) {
                if (open.stream().noneMatch(start -> isOf(name, start))) {
                    return;
                }
                while (!isOf(name, open.peek())) {
                    open.pop();
                }
                markup.add(open.pop());
                markup.add(end);
            }
        });
    }

    private static boolean isOf(String name, HtmlInline start) {
        Matcher tag = TAG.matcher(start.getLiteral());
        return tag.matches() && tag.group(2).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
    }

    /** A bare br is markup where it stands right after a word. */
    private static boolean isEmptyElement(HtmlInline html) {
        return EMPTY_TAG.matcher(html.getLiteral()).matches()
                || html.getLiteral().equals("<br>")
                        && html.getPrevious() instanceof Text before
                        && !before.getLiteral().endsWith(" ");
    }

    @Override
    public void visit(HtmlInline html) {
        line.append(markup.contains(html) ? html.getLiteral().startsWith("<br") ? " " : "" : html.getLiteral());
    }

    @Override
    public void visit(Text text) {
        line.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        line.append(code.getLiteral().replace('{', BRACE));
    }

    @Override
    public void visit(SoftLineBreak end) {
        line.append(' ');
    }

    @Override
    public void visit(HardLineBreak end) {
        line.append(' ');
    }

    @Override
    public void visit(Paragraph paragraph) {
        line.append(' ');
        visitChildren(paragraph);
    }

    @Override
    public void visit(Image image) {
        // An alternative text describes; it is not part of the sentence.
    }

    @Override
    protected void visitChildren(Node parent) {
        boolean text = parent instanceof Link link && (link.getDestination().isEmpty() || isAfterWord(link))
                || parent instanceof Delimited
                        && (isWithinWord(parent) || NAME.matcher(source(parent)).matches());
        if (text) {
            line.append(source(parent));
        } else {
            super.visitChildren(parent);
        }
    }

    private String source(Node node) {
        return node.getSourceSpans().stream()
                .map(span -> source.substring(span.getInputIndex(), span.getInputIndex() + span.getLength()))
                .collect(Collectors.joining(" "));
    }

    private static boolean isWithinWord(Node node) {
        return isAfterWord(node)
                && node.getNext() instanceof Text after
                && isAsciiWord(after.getLiteral().charAt(0));
    }

    private static boolean isAfterWord(Node node) {
        return node.getPrevious() instanceof Text before
                && isAsciiWord(before.getLiteral().charAt(before.getLiteral().length() - 1));
    }

    private static boolean isAsciiWord(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }
}
