package dev.farthing.article.file.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * A post's content. The block editor writes whole HTML with its comments; the classic one leaves out paragraphs and line breaks,
 * which WordPress adds when it shows a post: a blank line ends a paragraph, another line end is a break.
 */
final class WordPressText {
    private static final Pattern BLOCK =
            Pattern.compile("<!--\\s*wp:([a-z][a-z0-9/-]{0,80})(\\s[^>]{0,2000}?)?(/)?-->");
    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t]*\\n\\s*");

    /** In these, too, a blank line ends a paragraph. */
    private static final Set<String> CONTAINERS = Set.of(
            "body",
            "blockquote",
            "div",
            "section",
            "article",
            "aside",
            "main",
            "center",
            "details",
            "li",
            "td",
            "th",
            "dd");

    /** Line ends between their children are no text. */
    private static final Set<String> STRUCTURES = Set.of(
            "table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "figure", "colgroup", "select", "picture");

    private WordPressText() {}

    static String markdown(String content, String site, Warnings warnings) {
        String text = content.replace("\r\n", "\n").replace('\r', '\n');
        boolean classic = true;
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            classic = false;
            if (block.group(3) != null && !block.group(1).equals("more")) {
                warnings.add(
                        "body",
                        "wp:" + block.group(1),
                        "This block is made by WordPress when it shows a post: left out.");
            }
        }
        Document page = HtmlBlocks.parse(WordPressShortcodes.replace(text, warnings));
        if (classic) {
            addParagraphs(page);
        }
        Links.linkEmbeds(page.body());
        Links.complete(page.body(), site, warnings);
        return HtmlBlocks.markdown(page);
    }

    private static void addParagraphs(Document page) {
        List<Element> elements = new ArrayList<>(page.body().getAllElements());
        for (int i = elements.size() - 1; i >= 0; i--) {
            if (CONTAINERS.contains(elements.get(i).normalName())) {
                addParagraphs(elements.get(i));
            }
        }
        for (Element element : page.body().getAllElements()) {
            if (!STRUCTURES.contains(element.normalName())
                    && !element.normalName().equals("pre")) {
                element.textNodes().stream()
                        .filter(text -> !HtmlBlocks.keepsSpace(text))
                        .forEach(WordPressText::addBreaks);
            }
        }
    }

    private static void addParagraphs(Element container) {
        boolean all = container.normalName().equals("body");
        if (!all
                && container.textNodes().stream()
                        .noneMatch(
                                text -> BLANK_LINE.matcher(text.getWholeText()).find())) {
            return;
        }
        List<Node> children = List.copyOf(container.childNodes());
        container.empty();
        Element paragraph = null;
        for (Node child : children) {
            if (HtmlBlocks.isBlock(child) || HtmlBlocks.isPreviewMark(child)) {
                container.appendChild(child);
                paragraph = null;
            } else if (child instanceof TextNode text) {
                String[] parts = BLANK_LINE.split(text.getWholeText(), -1);
                for (int i = 0; i < parts.length; i++) {
                    paragraph = i > 0 ? null : paragraph;
                    if (!parts[i].isBlank() || paragraph != null) {
                        paragraph = paragraph == null ? container.appendElement("p") : paragraph;
                        paragraph.appendChild(new TextNode(parts[i]));
                    }
                }
            } else {
                paragraph = paragraph == null ? container.appendElement("p") : paragraph;
                paragraph.appendChild(child);
            }
        }
    }

    private static void addBreaks(TextNode text) {
        String[] lines = trimmed(text).split("\\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            text.before(new TextNode(lines[i].stripTrailing()));
            boolean broken = text.previousSibling() != null
                            && lines[i].isBlank()
                            && isBreak(text.previousSibling().previousSibling())
                    || i == lines.length - 2 && lines[i + 1].isBlank() && isBreak(text.nextSibling());
            if (!broken) {
                text.before(new Element("br"));
            }
        }
        text.text(lines.length == 1 ? lines[0] : lines[lines.length - 1].stripLeading());
    }

    /** Line ends beside a block or at its edge are no breaks. */
    private static String trimmed(TextNode text) {
        String whole = text.getWholeText();
        String start = whole.stripLeading();
        if (isEdge(text.previousSibling(), text) && whole.lastIndexOf('\n', whole.length() - start.length() - 1) >= 0) {
            whole = start;
        }
        String end = whole.stripTrailing();
        return isEdge(text.nextSibling(), text) && whole.indexOf('\n', end.length()) >= 0 ? end : whole;
    }

    private static boolean isEdge(Node beside, TextNode text) {
        return beside == null
                ? HtmlBlocks.isBlock(text.parent()) || text.parent().nodeName().equals("body")
                : HtmlBlocks.isBlock(beside) || HtmlBlocks.isPreviewMark(beside);
    }

    private static boolean isBreak(Node node) {
        return node != null && node.nodeName().equals("br");
    }
}
