package dev.farthing.article.search;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.tartarus.snowball.SnowballStemmer;

/** Of words of one language, as they stand in the index. */
final class Stems {
    private final String mark;
    private final SnowballStemmer stemmer;
    private final Map<String, Set<String>> known = new HashMap<>();

    /** @param stemmer null: words stay as they are */
    Stems(String mark, SnowballStemmer stemmer) {
        this.mark = mark;
        this.stemmer = stemmer;
    }

    /**
     * Both the stem without its accents and the stem of the word without accents: rules for endings look at accents, and
     * readers leave them out.
     *
     * @param word in lower case
     */
    Set<String> of(String word) {
        return known.computeIfAbsent(word, this::stems);
    }

    private Set<String> stems(String word) {
        String folded = Folding.fold(word);
        // Numbers and names of parts, such as h264, mean the same everywhere.
        if (stemmer == null || folded.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            return folded.isEmpty() ? Set.of() : Set.of(folded);
        }
        Set<String> stems = new LinkedHashSet<>();
        add(stems, Folding.fold(stem(word)));
        if (!folded.equals(word)) {
            add(stems, stem(folded));
        }
        return stems;
    }

    private void add(Set<String> stems, String stem) {
        if (!stem.isEmpty()) {
            stems.add(stem + mark);
        }
    }

    private String stem(String word) {
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
