package dev.farthing.article.markdown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The things that a text loses on its way to the page: one {@link Warning} for each kind of thing, within bounds. */
final class Omissions {
    private static final int MAX = 50;
    private static final int MAX_VALUE = 80;

    private final Map<String, Warning> byValue = new LinkedHashMap<>();

    void add(String value, String why) {
        String shown = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
        if (byValue.size() < MAX) {
            String line = shown.replaceAll("\\s+", " ");
            byValue.putIfAbsent(line, new Warning("body", line, why));
        }
    }

    List<Warning> warnings() {
        return List.copyOf(byValue.values());
    }
}
