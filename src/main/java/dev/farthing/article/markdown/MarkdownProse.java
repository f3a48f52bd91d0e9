package dev.farthing.article.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Finds the paragraphs of a cleaned page that a preview may quote. */
final class MarkdownProse {
    private static final Set<String> LEFT_OUT = Set.of(
            "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "figure", "figcaption", "video", "audio", "summary");

    private static final Set<String> ASIDE = Set.of("blockquote", "ul", "ol", "dl", "details");

    /** Other tools' signs, which no renderer has taken out. */
    private static final Pattern SIGNS = Pattern.compile(
            "\\[\\[?_?toc_?]?]|!?\\[\\[(?:[^\\[\\]|]*\\|)?([^\\[\\]|]+)]]"
                    + "|\\{\\{.{0,500}?}}|\\{%.{0,500}?%}|\\{[:#.][^{}]*}"
                    + "|\\[![a-z]+][+-]?|(?m:^:{3,}[^\\n]*$)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A table of contents, a formula, or the modules of MDX. */
    private static final Pattern NO_PROSE = Pattern.compile(
            "\\[\\[toc]]|\\$\\$.*\\$\\$|import\\s.*['\"].+['\"];?|export\\s+(const|default|let)\\s.*",
            Pattern.CASE_INSENSITIVE);

    private static final int MAX_NO_PROSE = 1_000;

    private final boolean onlyParagraphs;
    private final List<String> paragraphs = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int chars;
    private boolean marked;

    private MarkdownProse(boolean onlyParagraphs) {
        this.onlyParagraphs = onlyParagraphs;
    }

    /** Text outside paragraphs, quotes and lists are quoted only where there is no paragraph. */
    static MarkdownProse of(Document page) {
        MarkdownProse prose = new MarkdownProse(true);
        prose.read(page.body());
        if (prose.paragraphs.isEmpty()) {
            prose = new MarkdownProse(false);
            prose.read(page.body());
            prose.endParagraph(true);
        }
        return prose;
    }

    Opening opening(String plain) {
        return new Opening(List.copyOf(paragraphs), marked, MarkdownWords.count(plain), PlainText.letters(plain));
    }

    private boolean isDone() {
        return marked || chars > Opening.MAX_CHARS;
    }

    private void read(Element parent) {
        for (Node node : parent.childNodes()) {
            if (isDone()) {
                return;
            }
            if (isInline(node)) {
                append(node);
            } else {
                endParagraph(!onlyParagraphs);
                readBlock((Element) node);
            }
        }
    }

    private void readBlock(Element block) {
        if (isRead(block)) {
            read(block);
            endParagraph(block.nameIs("p") || !onlyParagraphs);
        } else {
            marked |= ReadMore.isIn(block);
        }
    }

    private static boolean isInline(Node node) {
        return !(node instanceof Element element)
                || !element.isBlock()
                || element.normalName().equals("del")
                || element.normalName().equals("ins");
    }

    private boolean isRead(Element block) {
        return !LEFT_OUT.contains(block.normalName())
                && !block.hasClass("footnotes")
                && !(onlyParagraphs && ASIDE.contains(block.normalName()));
    }

    /** Code keeps what looks like a sign. */
    private void append(Node node) {
        if (marked) {
            return;
        }
        if (node instanceof TextNode text) {
            int mark = text.getWholeText().indexOf(ReadMore.SIGN);
            marked = mark >= 0;
            String shown = marked ? text.getWholeText().substring(0, mark) : text.getWholeText();
            boolean code = text.parent().nameIs("code");
            line.append(code ? shown : withoutSigns(shown));
        } else if (node.nameIs("br")) {
            line.append(' ');
        } else if (!node.attr("class").equals("footnote-ref")) {
            node.childNodes().forEach(this::append);
        }
    }

    private static String withoutSigns(String text) {
        return SIGNS.matcher(text)
                .replaceAll(sign -> sign.group(1) == null || sign.group().startsWith("!")
                        ? ""
                        : Matcher.quoteReplacement(sign.group(1)));
    }

    private void endParagraph(boolean kept) {
        String paragraph = PlainText.fold(line.toString());
        line.setLength(0);
        boolean readable = paragraph.codePoints().anyMatch(Character::isLetterOrDigit)
                && !(paragraph.length() <= MAX_NO_PROSE
                        && NO_PROSE.matcher(paragraph).matches());
        if (kept && readable) {
            paragraphs.add(paragraph);
            chars += paragraph.length();
        }
    }
}
