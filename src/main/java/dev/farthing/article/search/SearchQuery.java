package dev.farthing.article.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A reader's search, written as people write to search engines: words, "phrases", -exclusions and or.
 *
 * <p>PostgreSQL gets only operators and {@link SearchWords}. Words that a reader wrote together, such as {@code top-up}, are
 * searched each for itself: as a phrase they would tell a stranger about the order of a text.
 *
 * @param alternatives each of terms that must all hold
 */
public record SearchQuery(List<List<Term>> alternatives) {
    /** A phrase in quotes, open at the end of the search, or a term without spaces. */
    private static final Pattern TERM = Pattern.compile("(-*)\"([^\"]*)\"?|[^\\s\\p{Z}\"]+");

    public record Term(List<String> words, boolean quoted, boolean excluded) {

        /** Also finds what {@link #exact} finds in any text. */
        private String broad() {
            String words = joined(" & ", "");
            return excluded ? words + " | !" + words : words;
        }

        /** An exclusion looks only at what everybody may read: it has the weights A to C. */
        private String exact() {
            return excluded ? "!" + joined(" <-> ", ":ABC") : joined(quoted ? " <-> " : " & ", "");
        }

        private String joined(String operator, String weights) {
            return words.stream()
                    .map(word -> "'" + word + "'" + weights)
                    .collect(Collectors.joining(operator, "(", ")"));
        }
    }

    public static SearchQuery of(String q) {
        List<List<Term>> alternatives = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        Matcher found = TERM.matcher(q);
        while (found.find()) {
            boolean isOr = found.group().equalsIgnoreCase("or") && !terms.isEmpty() && !isBlank(q, found.end());
            if (isOr) {
                alternatives.add(terms);
                terms = new ArrayList<>();
            } else {
                Term term = term(found);
                if (!term.words().isEmpty()) {
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
    private static Term term(Matcher found) {
        boolean quoted = found.group(2) != null;
        List<String> words = SearchWords.of(quoted ? found.group(2) : found.group());
        String text = found.group();
        return new Term(words, quoted, text.startsWith("-") && !text.startsWith("--"));
    }

    private static boolean isBlank(String q, int from) {
        return q.substring(from).isBlank();
    }

    /** Whether it asks only which words there are, which everybody may know of every text. */
    boolean isOfWords() {
        return alternatives.stream()
                .flatMap(List::stream)
                .noneMatch(
                        term -> term.excluded() || term.quoted() && term.words().size() > 1);
    }

    /** A tsquery. */
    String exact() {
        return joined(Term::exact);
    }

    /** A tsquery of words alone, for candidates where the order is not at hand: finds all that {@link #exact} finds, and more. */
    String broad() {
        return joined(Term::broad);
    }

    private String joined(Function<Term, String> form) {
        return alternatives.stream()
                .map(terms -> terms.stream().map(form).collect(Collectors.joining(") & (", "(", ")")))
                .collect(Collectors.joining(" | "));
    }
}
