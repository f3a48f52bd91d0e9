package dev.farthing.article.markdown;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** MDN's macros that stand for a word of their sentence: they become that word. */
final class MdnMacro {
    private static final Set<String> OF_CODE = Set.of(
            "domxref",
            "jsxref",
            "cssxref",
            "htmlelement",
            "htmlattrxref",
            "svgelement",
            "svgattr",
            "mathmlelement",
            "httpheader",
            "httpstatus",
            "httpmethod",
            "csp",
            "cspref",
            "webextapiref");

    private static final Set<String> OF_TEXT = Set.of("glossary", "link", "sectiononpage");
    private static final Set<String> ELEMENTS = Set.of("htmlelement", "svgelement", "mathmlelement");
    private static final Map<String, String> ENTITIES = Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"");

    private MdnMacro() {}

    /** Markdown, or null for another macro. */
    static String text(Macro macro) {
        String name = macro.name().toLowerCase(Locale.ROOT);
        List<String> values = macro.values();
        if (macro.kind() != Macro.Kind.OUTPUT || !macro.arguments().startsWith("(") || values.isEmpty()) {
            return null;
        }
        String first = values.get(0);
        String text = values.size() > 1 && !values.get(1).isBlank() ? values.get(1) : first;
        if (name.equals("rfc")) {
            return "RFC " + MarkdownText.literal(first);
        }
        if (OF_TEXT.contains(name)) {
            return MarkdownText.literal(text);
        }
        if (!OF_CODE.contains(name)) {
            return null;
        }
        for (Map.Entry<String, String> entity : ENTITIES.entrySet()) {
            text = text.replace(entity.getKey(), entity.getValue());
        }
        if (text.equals(first)) {
            text = text.replace('/', '.');
            text = ELEMENTS.contains(name) && !text.startsWith("<") ? "<" + text + ">" : text;
        }
        return CodeMacro.span(text.replace("&amp;", "&"));
    }
}
