package dev.farthing.article.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** GitHub's alerts and Obsidian's callouts: quotes that begin with {@code [!NOTE]}; with GitHub's class names. */
final class Callouts {
    private static final Pattern MARK =
            Pattern.compile("\\s*+\\[!([\\p{L}\\p{N}_ -]{1,30})(?:\\|[^\\]\\n]{0,99})?\\]([+-]?)[ \\t]*+");
    private static final Pattern NO_CLASS = Pattern.compile("[^a-z0-9-]");

    private Callouts() {}

    static void name(Document raw) {
        for (Element quote : raw.select("blockquote")) {
            Element first = quote.firstElementChild();
            if (first == null || !first.normalName().equals("p") || !(first.firstChild() instanceof TextNode text)) {
                continue;
            }
            Matcher mark = MARK.matcher(text.getWholeText());
            if (mark.lookingAt()) {
                text.text(text.getWholeText().substring(mark.end()));
                name(quote, first, mark.group(1).strip(), mark.group(2));
            }
        }
    }

    private static void name(Element quote, Element first, String type, String fold) {
        List<Node> titled = titled(first);
        boolean folds = !fold.isEmpty();
        Element title = new Element(folds ? "summary" : "p").addClass("markdown-alert-title");
        Element strong = title.appendElement("strong");
        titled.forEach(strong::appendChild);
        if (strong.text().isBlank()) {
            strong.text(type.substring(0, 1).toUpperCase(Locale.ROOT) + PlainText.lower(type.substring(1)));
        }
        String kind = NO_CLASS.matcher(PlainText.lower(type).replace(' ', '-')).replaceAll("");
        quote.attr("class", kind.isEmpty() ? "markdown-alert" : "markdown-alert markdown-alert-" + kind);
        quote.prependChild(title);
        quote.prependText("\n");
        title.after(new TextNode("\n"));
        if (first.childNodeSize() == 0 || first.text().isBlank() && first.childrenSize() == 0) {
            first.remove();
        }
        if (folds) {
            quote.tagName("details");
            quote.attr("open", fold.equals("+"));
        }
    }

    /** The nodes on the mark's line. */
    private static List<Node> titled(Element paragraph) {
        List<Node> titled = new ArrayList<>();
        for (Node node : new ArrayList<>(paragraph.childNodes())) {
            if (node instanceof TextNode text && text.getWholeText().indexOf('\n') >= 0) {
                String line = text.getWholeText();
                int end = line.indexOf('\n');
                titled.add(new TextNode(line.substring(0, end)));
                text.text(line.substring(end + 1));
                return titled;
            }
            node.remove();
            if (node instanceof Element element && element.normalName().equals("br")) {
                return titled;
            }
            titled.add(node);
        }
        return titled;
    }
}
