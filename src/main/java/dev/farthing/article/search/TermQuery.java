package dev.farthing.article.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Terms as text of a tsquery, which asks for the stems of every language at once. */
final class TermQuery {
    private final Map<SearchLanguage, Stems> stems = new LinkedHashMap<>();

    TermQuery() {
        SearchLanguage.ALL.forEach(language -> stems.put(language, language.stems()));
    }

    /** @param alternative the terms among which this one stands; stop words count only where there is nothing else */
    String words(SearchTerm term, List<SearchTerm> alternative) {
        return term.tokens().stream()
                .map(token -> word(token, alternative))
                .collect(Collectors.joining(" & ", "(", ")"));
    }

    private String word(SearchToken token, List<SearchTerm> alternative) {
        if (token.run()) {
            return run(token.parts());
        }
        if (token.symbol() != null && token.parts().size() == 1) {
            return quoted(token.symbol(), "");
        }
        Set<String> forms = new LinkedHashSet<>();
        stems.forEach((language, stem) -> {
            boolean left = isStopWord(token, language)
                    && alternative.stream()
                            .filter(term -> !term.excluded())
                            .flatMap(term -> term.tokens().stream())
                            .anyMatch(other -> !isStopWord(other, language));
            forms.add(left ? quoted(language.mark(), "") : form(token, language, stem));
        });
        forms.remove("");
        String symbol = token.symbol() == null ? "" : quoted(token.symbol(), "") + " & ";
        return symbol + or(forms);
    }

    private static boolean isStopWord(SearchToken token, SearchLanguage language) {
        return token.isOneWord() && language.isStopWord(token.parts().get(0));
    }

    private static String form(SearchToken token, SearchLanguage language, Stems stems) {
        List<String> parts = kept(token.parts(), language);
        String apart =
                parts.stream().map(part -> or(quoted(stems.of(part), ""))).collect(Collectors.joining(" & "));
        if (token.whole() == null) {
            return apart;
        }
        String whole = or(quoted(stems.of(token.whole()), ""));
        return apart.isEmpty() ? whole : "(" + whole + " | (" + apart + "))";
    }

    private static List<String> kept(List<String> words, SearchLanguage language) {
        List<String> kept =
                words.stream().filter(word -> !language.isStopWord(word)).toList();
        return kept.isEmpty() ? words : kept;
    }

    private static String run(List<String> characters) {
        if (characters.size() == 1) {
            return quoted(Folding.fold(characters.get(0)), "");
        }
        Set<String> pairs = new LinkedHashSet<>();
        for (int i = 1; i < characters.size(); i++) {
            String one = Folding.fold(characters.get(i - 1));
            String two = Folding.fold(characters.get(i));
            String pair = quoted(one + two, "");
            String loose = quoted(CharacterPairs.loose(one), "") + " & " + quoted(CharacterPairs.loose(two), "");
            pairs.add(CharacterPairs.isForAll(one, two) ? pair : "(" + pair + " | (" + loose + "))");
        }
        return String.join(" & ", pairs);
    }

    /** @param weights of places in which the words must stand; empty: everywhere */
    String phrase(SearchTerm term, String weights) {
        Set<String> phrases = new LinkedHashSet<>();
        stems.forEach((language, stem) -> phrases.add(phrase(term, language, stem, weights)));
        if (term.tokens().size() == 1 && term.tokens().get(0).whole() != null) {
            String whole = term.tokens().get(0).whole();
            stems.values().forEach(stem -> phrases.addAll(quoted(stem.of(whole), weights)));
        }
        return or(phrases);
    }

    private static String phrase(SearchTerm term, SearchLanguage language, Stems stems, String weights) {
        List<Place> all = places(term, stems, weights);
        List<Place> kept = all.stream()
                .filter(place -> place.word() == null || !language.isStopWord(place.word()))
                .toList();
        StringBuilder phrase = new StringBuilder();
        int before = 0;
        for (Place place : kept.isEmpty() ? all : kept) {
            if (!phrase.isEmpty()) {
                phrase.append(" <").append(place.position() - before).append("> ");
            }
            phrase.append(place.query());
            before = place.position();
        }
        return "(" + phrase + ")";
    }

    /** @param word null if it is no word that could be a stop word */
    private record Place(int position, String word, String query) {}

    private static List<Place> places(SearchTerm term, Stems stems, String weights) {
        List<Place> places = new ArrayList<>();
        int position = 0;
        for (SearchToken token : term.tokens()) {
            List<String> parts = token.parts();
            for (int i = 0; i < parts.size(); i++, position++) {
                String part = Folding.fold(parts.get(i));
                if (!token.run()) {
                    boolean signed = token.symbol() != null && parts.size() == 1;
                    places.add(
                            signed
                                    ? new Place(position, null, quoted(token.symbol(), weights))
                                    : new Place(position, parts.get(i), or(quoted(stems.of(parts.get(i)), weights))));
                } else if (i + 1 < parts.size()) {
                    places.add(new Place(position, null, quoted(part + Folding.fold(parts.get(i + 1)), weights)));
                } else if (i == 0) {
                    places.add(new Place(position, null, quoted(part, weights)));
                }
            }
        }
        return places;
    }

    private static Set<String> quoted(Set<String> lexemes, String weights) {
        return lexemes.stream()
                .map(lexeme -> quoted(lexeme, weights))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String quoted(String lexeme, String weights) {
        return "'" + lexeme + "'" + weights;
    }

    private static String or(Collection<String> queries) {
        return queries.size() == 1 ? queries.iterator().next() : "(" + String.join(" | ", queries) + ")";
    }
}
