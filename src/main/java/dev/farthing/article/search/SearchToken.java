package dev.farthing.article.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands together in a text.
 *
 * @param parts of a word, such as {@code e-mail}; or the characters of a run
 * @param run of a script that does not part its words by spaces
 * @param symbol the word with its sign, such as {@code c++} or {@code .net}; else null
 * @param endings of a name such as {@code asp.net}, each with its dot
 */
record SearchToken(List<String> parts, boolean run, String symbol, List<String> endings) {

    static SearchToken run(List<String> characters) {
        return new SearchToken(List.copyOf(characters), true, null, List.of());
    }

    boolean isOneWord() {
        return !run && parts.size() == 1 && symbol == null;
    }

    /** All parts in one, such as {@code email}; null if there is only one, or if it is too long. */
    String whole() {
        String whole = String.join("", parts);
        return run || parts.size() == 1 || whole.length() > SearchWords.MAX_WORD ? null : whole;
    }

    /** The whole and each two neighbours: {@code E-Mail-Adresse} has {@code email}. */
    Set<String> wholes() {
        Set<String> wholes = new LinkedHashSet<>();
        for (int i = 1; i < parts.size() && !run; i++) {
            String two = parts.get(i - 1) + parts.get(i);
            if (two.length() <= SearchWords.MAX_WORD) {
                wholes.add(two);
            }
        }
        if (whole() != null) {
            wholes.add(whole());
        }
        return wholes;
    }
}
