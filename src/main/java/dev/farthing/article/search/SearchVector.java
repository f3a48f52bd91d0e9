package dev.farthing.article.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Words with their positions, as text that the database reads as a tsvector. */
final class SearchVector {
    /** PostgreSQL keeps no more of a word. */
    private static final int MAX_POSITIONS = 255;

    private final Map<String, List<Integer>> positions = new LinkedHashMap<>();
    private final String weight;
    private final int maxBytes;
    private int bytes;

    SearchVector(String weight, int maxBytes) {
        this.weight = weight;
        this.maxBytes = maxBytes;
    }

    void add(String lexeme, int position) {
        List<Integer> found = positions.get(lexeme);
        if (bytes >= maxBytes) {
            return;
        }
        if (found == null) {
            found = new ArrayList<>(2);
            positions.put(lexeme, found);
            bytes += 3 * lexeme.length() + 4;
        }
        boolean isNew = found.isEmpty() || found.get(found.size() - 1) != position;
        if (isNew && found.size() < MAX_POSITIONS) {
            found.add(position);
            bytes += 2;
        }
    }

    String text() {
        return positions.entrySet().stream()
                .map(word -> "'" + word.getKey() + "':"
                        + word.getValue().stream()
                                .map(position -> position + weight)
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }
}
