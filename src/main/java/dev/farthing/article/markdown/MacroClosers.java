package dev.farthing.article.markdown;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The closing tags of a text, by name: found once, so that openings without an end cost no search each. */
final class MacroClosers {
    private static final Pattern CLOSER =
            Pattern.compile("\\{\\{[<%]\\s{0,9}+/\\s{0,9}+([\\p{L}\\p{N}_./:-]{1,99}+)\\s{0,9}+[>%]}}"
                    + "|\\{%-?+\\s{0,9}+(end[\\p{L}\\p{N}_]{0,99}+)\\s{0,9}+-?%}");

    /** For each name from a closer's start to its end. */
    private final Map<String, NavigableMap<Integer, Integer>> byName = new HashMap<>();

    MacroClosers(String text) {
        Matcher closer = CLOSER.matcher(text);
        while (closer.find()) {
            String name = closer.group(1) == null ? closer.group(2) : "/" + closer.group(1);
            byName.computeIfAbsent(name, n -> new TreeMap<>()).put(closer.start(), closer.end());
        }
    }

    /** Start and end of the nearest closing tag, or null. */
    Map.Entry<Integer, Integer> of(Macro opener) {
        if (opener.kind() == Macro.Kind.OUTPUT) {
            return null;
        }
        if (opener.kind() != Macro.Kind.TAG) {
            return after(opener.end(), "/" + opener.name());
        }
        Map.Entry<Integer, Integer> named = after(opener.end(), "end" + opener.name());
        // Zola: {% x(a=b) %}...{% end %}
        return named == null && opener.arguments().startsWith("(") ? after(opener.end(), "end") : named;
    }

    private Map.Entry<Integer, Integer> after(int position, String name) {
        NavigableMap<Integer, Integer> ends = byName.get(name);
        return ends == null ? null : ends.ceilingEntry(position);
    }
}
