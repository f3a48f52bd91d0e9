package dev.farthing.article.file.export;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * HTML as Markdown that renders to the same HTML: each block is one line, which starts with a tag that begins an HTML block. A
 * blank line would end such a block, and the rest would be read as Markdown, so lines within {@code pre} end with
 * {@code &#10;}. Braces are written as {@code &#123;}: no text of another site is a macro here.
 */
final class HtmlBlocks {
    /** Those of CommonMark that begin an HTML block whatever follows on the line, and {@code pre}, which then ends on it. */
    static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "ul");

    /** Rendered text is bounded further. */
    private static final int MAX_CHARS = 2_000_000;

    /** To remove one costs its parent a step for each sibling. */
    private static final int MAX_NODES = 50_000;

    /** Where authors end what everybody may read. */
    private static final Pattern PREVIEW_MARK = Pattern.compile("\\s*(more\\b.*|members-only)\\s*", Pattern.DOTALL);

    private HtmlBlocks() {}

    /** @throws Problem {@code invalid_field} for more than a text can be */
    static Document parse(String html) {
        if (html.length() > MAX_CHARS) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD, "body", "Its HTML is longer than " + MAX_CHARS + " characters.");
        }
        Document page = Jsoup.parseBodyFragment(html.replace("\r\n", "\n").replace('\r', '\n'));
        page.outputSettings().prettyPrint(false);
        if (page.nodeStream().limit(MAX_NODES).count() == MAX_NODES) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD, "body", "Its HTML has more than " + MAX_NODES + " elements and texts.");
        }
        return page;
    }

    static boolean isBlock(Node node) {
        return node instanceof Element element && BLOCKS.contains(element.normalName());
    }

    static boolean isPreviewMark(Node node) {
        return node instanceof Comment comment
                && PREVIEW_MARK.matcher(comment.getData()).matches();
    }

    static boolean keepsSpace(Node node) {
        for (Node parent = node.parent(); parent != null; parent = parent.parent()) {
            if (Set.of("pre", "textarea", "xmp", "listing").contains(parent.nodeName())) {
                return true;
            }
        }
        return false;
    }

    /** Changes the page. */
    static String markdown(Document page) {
        prune(page.body());
        List<String> blocks = new ArrayList<>();
        List<Node> run = new ArrayList<>();
        for (Node node : List.copyOf(page.body().childNodes())) {
            if (isBlock(node) || isPreviewMark(node)) {
                endRun(run, blocks);
                blocks.add(node instanceof Comment comment ? mark(comment) : line(node.outerHtml()));
            } else {
                run.add(node);
            }
        }
        endRun(run, blocks);
        return blocks.isEmpty() ? "" : String.join("\n\n", blocks) + "\n";
    }

    private static String mark(Comment comment) {
        return comment.getData().strip().regionMatches(true, 0, "members", 0, 7)
                ? "<!--members-only-->"
                : "<!--more-->";
    }

    /** Nothing that runs or styles; comments of editors; line ends where they are mere spaces. */
    private static void prune(Element body) {
        for (Element element : body.getAllElements()) {
            switch (element.normalName()) {
                case "style", "template", "link", "meta", "base" -> element.remove();
                case "xmp", "listing", "plaintext" -> element.tagName("pre");
                default -> pruneChildren(element);
            }
        }
    }

    private static void pruneChildren(Element element) {
        for (Node child : List.copyOf(element.childNodes())) {
            if (child instanceof DataNode || child instanceof Comment && !isPreviewMark(child)) {
                child.remove();
            } else if (child instanceof Comment comment) {
                comment.setData(mark(comment).replaceAll("^<!--|-->$", ""));
            } else if (child instanceof TextNode text && !keepsSpace(text)) {
                text.text(withoutLineEnds(text.getWholeText()));
            }
        }
    }

    private static String withoutLineEnds(String text) {
        if (text.indexOf('\n') < 0) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int end = i;
            while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            String space = text.substring(i, end);
            line.append(space.indexOf('\n') < 0 ? space : " ");
            if (end < text.length()) {
                line.append(text.charAt(end++));
            }
            i = end;
        }
        return line.toString();
    }

    private static void endRun(List<Node> run, List<String> blocks) {
        StringBuilder html = new StringBuilder();
        boolean text = false;
        boolean block = false;
        for (Node node : run) {
            html.append(node.outerHtml());
            text |= !(node instanceof TextNode blank) || !blank.isBlank();
            block |= node instanceof Element element
                    && element.getAllElements().stream().anyMatch(HtmlBlocks::isBlock);
        }
        run.clear();
        if (text) {
            String tag = block ? "div" : "p";
            blocks.add(line("<" + tag + ">" + html.toString().strip() + "</" + tag + ">"));
        }
    }

    private static String line(String html) {
        return html.replace("\n", "&#10;").replace("\r", "&#13;").replace("{", "&#123;");
    }
}
