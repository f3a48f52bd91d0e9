package dev.farthing.benchmark;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tartarus.snowball.ext.EnglishStemmer;

/** English words as the service writes them for PostgreSQL's index; see its {@code article.search}. */
final class IndexedWords {
    private final EnglishStemmer stemmer = new EnglishStemmer();

    String of(String text, String weight, int firstPosition) {
        Map<String, String> positions = new LinkedHashMap<>();
        int position = firstPosition;
        for (String word :
                text.toLowerCase(Locale.ROOT).replaceAll("\\W+", " ").strip().split(" ")) {
            positions.merge(lexeme(word), position++ + weight, (before, next) -> before + "," + next);
        }
        return positions.entrySet().stream()
                .map(word -> "'" + word.getKey() + "':" + word.getValue())
                .collect(Collectors.joining(" "));
    }

    private String lexeme(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return word;
        }
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent() + "/en";
    }
}
