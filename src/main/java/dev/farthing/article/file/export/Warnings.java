package dev.farthing.article.file.export;

import dev.farthing.article.markdown.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of one post: one for each thing, and not many. */
final class Warnings {
    private static final int MOST = 20;
    private static final int LONGEST_VALUE = 100;

    private final Map<String, Warning> all = new LinkedHashMap<>();
    private int others;

    void add(String field, String value, String why) {
        String shown = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 1) + "…";
        if (all.size() < MOST) {
            all.putIfAbsent(field + shown + why, new Warning(field, shown, why));
        } else if (!all.containsKey(field + shown + why)) {
            others++;
        }
    }

    List<Warning> list() {
        List<Warning> list = new ArrayList<>(all.values());
        if (others > 0) {
            list.add(new Warning("body", "", others + " more."));
        }
        return List.copyOf(list);
    }
}
