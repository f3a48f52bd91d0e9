package dev.farthing.article.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.German2Stemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;

/**
 * A language whose words are found in all their forms, by Snowball's stemmers; those of {@link #OTHER} languages are found as
 * they are written.
 *
 * <p>A stem in the index names its language, because a query does not: it asks for the stems of all languages at once.
 */
final class SearchLanguage {
    static final SearchLanguage OTHER = new SearchLanguage("", null, Set.of(), Set.of());

    static final List<SearchLanguage> ALL = List.of(
            OTHER,
            of("en", "english", EnglishStemmer::new),
            of("de", "german", German2Stemmer::new),
            of("fr", "french", FrenchStemmer::new),
            of("es", "spanish", SpanishStemmer::new),
            of("it", "italian", ItalianStemmer::new),
            of("pt", "portuguese", PortugueseStemmer::new),
            of("nl", "dutch", DutchStemmer::new),
            of("da", "danish", DanishStemmer::new),
            of("sv", "swedish", SwedishStemmer::new),
            of("no", "norwegian", NorwegianStemmer::new, "nb", "nn"),
            of("ru", "russian", RussianStemmer::new),
            of("hu", "hungarian", HungarianStemmer::new));

    private final String mark;
    private final Supplier<SnowballStemmer> stemmer;
    private final Set<String> stopWords;
    private final Set<String> codes;

    private SearchLanguage(String mark, Supplier<SnowballStemmer> stemmer, Set<String> stopWords, Set<String> codes) {
        this.mark = mark;
        this.stemmer = stemmer;
        this.stopWords = stopWords;
        this.codes = codes;
    }

    private static SearchLanguage of(
            String code, String name, Supplier<SnowballStemmer> stemmer, String... otherCodes) {
        Set<String> codes = new LinkedHashSet<>(List.of(otherCodes));
        codes.add(code);
        return new SearchLanguage("/" + code, stemmer, stopWords(name), codes);
    }

    /** @param tag BCP 47 */
    static SearchLanguage of(String tag) {
        String code = tag.toLowerCase(Locale.ROOT).split("[-_]")[0];
        return ALL.stream()
                .filter(language -> language.codes.contains(code))
                .findFirst()
                .orElse(OTHER);
    }

    /** Of every article in the language; empty for {@link #OTHER}. */
    String mark() {
        return mark;
    }

    boolean isStopWord(String word) {
        return stopWords.contains(word);
    }

    /** Not for more than one thread: stemmers have a state. */
    Stems stems() {
        return new Stems(mark, stemmer == null ? null : stemmer.get());
    }

    /** Snowball's file: one word a line, then perhaps a comment. Of {@code don't} and the like the end is a word, too. */
    private static Set<String> stopWords(String name) {
        String file = "/org/apache/lucene/analysis/snowball/" + name + "_stop.txt";
        try (InputStream lines = SnowballStemmer.class.getResourceAsStream(file)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("\\|.*", "").strip())
                    .map(word -> word.substring(word.indexOf('\'') + 1))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
