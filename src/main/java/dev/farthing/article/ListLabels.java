package dev.farthing.article;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tags and language in the form in which a list looks for them: regardless of case, and {@code de} finds {@code de-AT}. */
final class ListLabels {
    private ListLabels() {}

    static List<String> of(List<String> tags, String language) {
        List<String> labels = new ArrayList<>();
        tags.forEach(tag -> labels.add(tag(tag)));
        String rest = language(language);
        labels.add(rest);
        for (int end = rest.lastIndexOf('-'); end > 0; end = rest.lastIndexOf('-')) {
            rest = rest.substring(0, end);
            labels.add(rest);
        }
        return labels.stream().distinct().toList();
    }

    /** In capitals ß is SS, and each form of sigma or i is the same; the dot of a Turkish I is left out. */
    static String tag(String tag) {
        String folded = Normalizer.normalize(tag, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace("i\u0307", "i");
        return "tag:" + folded.strip();
    }

    static String language(String tag) {
        return "language:" + tag.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
