package dev.farthing.article.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A reader's search, written as people write to search engines: words, "phrases", -exclusions and or.
 *
 * <p>The database gets only operators and words in quotes. Words that a reader wrote together, such as {@code top-up}, are
 * searched as one and each for itself: as a phrase they would tell a stranger about the order of a text.
 *
 * @param alternatives each of terms that must all hold
 */
public record SearchQuery(List<List<SearchTerm>> alternatives) {
    /** A phrase in quotes, open at the end of the search, or a term without spaces. */
    private static final Pattern TERM = Pattern.compile("(-*)\"([^\"]*)\"?|[^\\s\\p{Z}\"]+");

    /** Exclusions look only at what everybody may read. */
    private static final String READ_BY_ALL = ":ABC";

    public static SearchQuery of(String q) {
        List<List<SearchTerm>> alternatives = new ArrayList<>();
        List<SearchTerm> terms = new ArrayList<>();
        Matcher found = TERM.matcher(q);
        while (found.find()) {
            boolean isOr = found.group().equalsIgnoreCase("or") && !terms.isEmpty() && !isBlank(q, found.end());
            if (isOr) {
                alternatives.add(terms);
                terms = new ArrayList<>();
            } else {
                SearchTerm term = term(found);
                if (!term.tokens().isEmpty() && !terms.contains(term)) {
                    terms.add(term);
                }
            }
        }
        if (!terms.isEmpty()) {
            alternatives.add(terms);
        }
        return new SearchQuery(alternatives);
    }

    /** A second dash cancels the first, as in the name of an option. */
    private static SearchTerm term(Matcher found) {
        boolean quoted = found.group(2) != null;
        List<SearchToken> tokens = SearchWords.of(quoted ? found.group(2) : found.group());
        String text = found.group();
        return new SearchTerm(tokens, quoted, text.startsWith("-") && !text.startsWith("--"));
    }

    private static boolean isBlank(String q, int from) {
        return q.substring(from).isBlank();
    }

    /** Whether it asks only which words there are, which everybody may know of every text. */
    boolean isOfWords() {
        return alternatives.stream().flatMap(List::stream).noneMatch(term -> term.excluded() || term.isPhrase());
    }

    /** A tsquery. */
    String exact() {
        TermQuery query = new TermQuery();
        return alternatives.stream()
                .map(terms -> terms.stream()
                        .map(term -> exact(query, term, terms))
                        .collect(Collectors.joining(" & ", "(", ")")))
                .collect(Collectors.joining(" | "));
    }

    private static String exact(TermQuery query, SearchTerm term, List<SearchTerm> alternative) {
        if (term.excluded()) {
            return "!" + query.phrase(term, READ_BY_ALL);
        }
        return term.isPhrase() ? query.phrase(term, "") : query.words(term, alternative);
    }

    /**
     * A tsquery of words alone, which an index answers: it finds all that {@link #exact} finds, and more. Null if that would be
     * everything.
     */
    String words() {
        TermQuery query = new TermQuery();
        List<String> found = alternatives.stream()
                .map(terms -> terms.stream()
                        .filter(term -> !term.excluded())
                        .map(term -> query.words(term, terms))
                        .collect(Collectors.joining(" & ")))
                .toList();
        return found.contains("")
                ? null
                : found.stream().map(words -> "(" + words + ")").collect(Collectors.joining(" | "));
    }
}
