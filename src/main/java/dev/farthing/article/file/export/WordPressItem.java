package dev.farthing.article.file.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.parser.Parser;

/** The texts of an element and of its children. */
final class WordPressItem {
    private static final int LONGEST_TEXT = 4 << 20;
    private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> meta = new HashMap<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();
    private String own = "";

    /** The reader stands at the element's start, and then at its end. */
    static WordPressItem read(SafeXml xml) throws XMLStreamException {
        WordPressItem item = new WordPressItem();
        int level = xml.depth();
        StringBuilder own = new StringBuilder();
        while (xml.depth() >= level) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                item.child(xml);
            } else {
                append(own, event, xml);
            }
        }
        item.own = own.toString().strip();
        return item;
    }

    private void child(SafeXml xml) throws XMLStreamException {
        String name = xml.reader().getLocalName();
        switch (name) {
            case "encoded" ->
                texts.put(CONTENT.equals(xml.reader().getNamespaceURI()) ? "content" : "excerpt", text(xml));
            case "category" -> category(xml);
            case "postmeta" -> {
                WordPressItem pair = read(xml);
                if (pair.text("meta_key", "").equals("_thumbnail_id")) {
                    meta.put("_thumbnail_id", pair.text("meta_value", ""));
                }
            }
            case "comment" -> text(xml);
            default -> texts.putIfAbsent(name, text(xml));
        }
    }

    private void category(SafeXml xml) throws XMLStreamException {
        String domain = xml.reader().getAttributeValue(null, "domain");
        String name = text(xml).strip();
        if ("post_tag".equals(domain) || "tag".equals(domain)) {
            tags.add(name);
        } else if ("category".equals(domain) && !name.equals("Uncategorized")) {
            categories.add(name);
        }
    }

    /** Of the element and all in it. */
    private static String text(SafeXml xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int level = xml.depth();
        while (xml.depth() >= level) {
            append(text, xml.next(), xml);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int event, SafeXml xml) {
        switch (event) {
            case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
                text.append(
                        xml.reader().getTextCharacters(),
                        xml.reader().getTextStart(),
                        xml.reader().getTextLength());
            // HTML's, such as &nbsp;: others stay as they are written.
            case XMLStreamReader.ENTITY_REFERENCE ->
                text.append(Parser.unescapeEntities("&" + xml.reader().getLocalName() + ";", false));
            default -> {}
        }
        if (text.length() > LONGEST_TEXT) {
            throw Export.refused("A text of the export is longer than " + LONGEST_TEXT + " characters.");
        }
    }

    String own() {
        return own;
    }

    boolean has(String name) {
        return !text(name, "").isEmpty();
    }

    /** Trimmed. */
    String text(String name, String otherwise) {
        String text = texts.getOrDefault(name, "").strip();
        return text.isEmpty() ? otherwise : text;
    }

    String content() {
        return texts.getOrDefault("content", "");
    }

    String thumbnail() {
        return meta.getOrDefault("_thumbnail_id", "");
    }

    /** Tags first: those are more to the point. */
    List<String> tags() {
        List<String> all = new ArrayList<>(tags);
        all.addAll(categories);
        return all;
    }
}
