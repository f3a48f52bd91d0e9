package dev.farthing.article.markdown;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Lists that Markdown has no element for: MDN's definitions ({@code - term}, {@code   - : text}). */
final class RawLists {
    private RawLists() {}

    static void name(Document raw) {
        for (Element list : raw.select("ul")) {
            if (isOfDefinitions(list)) {
                define(list);
            }
        }
        for (Element part : raw.select("dt, dd")) {
            if (part.childrenSize() == 1
                    && part.ownText().isBlank()
                    && part.child(0).normalName().equals("p")) {
                List<Node> text = new ArrayList<>(part.child(0).childNodes());
                part.empty();
                part.insertChildren(0, text);
            }
        }
    }

    private static boolean isOfDefinitions(Element list) {
        List<Element> items = list.children();
        return !items.isEmpty() && items.stream().allMatch(RawLists::isDefinition);
    }

    private static boolean isDefinition(Element item) {
        Element last = item.lastElementChild();
        return item.normalName().equals("li")
                && last != null
                && last.normalName().equals("ul")
                && last.childrenSize() > 0
                && last.children().stream().allMatch(detail -> colon(detail) != null);
    }

    /** The text that begins with a colon. */
    private static TextNode colon(Element detail) {
        Node first = detail.childNodeSize() == 0 ? null : detail.childNode(0);
        while (first instanceof TextNode blank && blank.isBlank()) {
            first = first.nextSibling();
        }
        if (first instanceof Element paragraph && paragraph.normalName().equals("p")) {
            first = paragraph.firstChild();
        }
        return first instanceof TextNode text
                        && text.getWholeText().stripLeading().startsWith(": ")
                ? text
                : null;
    }

    /** Builds a new list: moving items one by one would take time quadratic in their number. */
    private static void define(Element list) {
        Element definitions = new Element("dl").appendText("\n");
        for (Element item : list.children()) {
            Element details = item.lastElementChild();
            details.remove();
            moveChildren(item, definitions.appendElement("dt"));
            definitions.appendText("\n");
            for (Element detail : details.children()) {
                TextNode colon = colon(detail);
                colon.text(colon.getWholeText().stripLeading().substring(2).stripLeading());
                moveChildren(detail, definitions.appendElement("dd"));
                definitions.appendText("\n");
            }
        }
        list.replaceWith(definitions);
    }

    private static void moveChildren(Element from, Element to) {
        while (from.childNodeSize() > 0
                && from.childNode(from.childNodeSize() - 1) instanceof TextNode last
                && last.isBlank()) {
            last.remove();
        }
        to.insertChildren(0, new ArrayList<>(from.childNodes()));
    }
}
