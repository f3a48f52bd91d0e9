package dev.farthing.article.search;

import java.util.List;

/** What the index keeps of an article: made here, so that each database has the same. */
public final class SearchText {
    /** A tsvector counts no further than 16,383, which stands for no position. */
    private static final int LAST_POSITION = 16_382;

    /** Those before it belong to title, summary and the rest that is free. */
    private static final int TEXT_POSITION = 4_096;

    private static final int MAX_FREE_CHARS = 10_000;
    private static final int MAX_FREE_BYTES = 100_000;
    private static final int MAX_TEXT_BYTES = 600_000;

    private final SearchLanguage language;
    private final Stems stems;
    private int position;
    private final int lastPosition;

    private SearchText(String language, int position, int lastPosition) {
        this.language = SearchLanguage.of(language);
        this.stems = this.language.stems();
        this.position = position;
        this.lastPosition = lastPosition;
    }

    /** Each is worth less than the one before. */
    public static String free(String language, String title, String summary, String others) {
        SearchText text = new SearchText(language, 1, TEXT_POSITION - 2);
        SearchVector a = new SearchVector("A", MAX_FREE_BYTES);
        SearchVector b = new SearchVector("B", MAX_FREE_BYTES);
        SearchVector c = new SearchVector("C", MAX_FREE_BYTES);
        text.add(title, MAX_FREE_CHARS, a, a, null);
        text.add(summary, MAX_FREE_CHARS, b, b, null);
        text.add(others, MAX_FREE_CHARS, c, c, null);
        String mark = text.language.mark().isEmpty() ? "" : " '" + text.language.mark() + "'";
        return String.join(" ", a.text(), b.text(), c.text()) + mark;
    }

    /**
     * Three tsvectors: what all may find; with it, what those find who may read the text; and in its place, what others find.
     */
    public static List<String> text(String language, String text) {
        SearchText reader = new SearchText(language, TEXT_POSITION, LAST_POSITION);
        SearchVector all = new SearchVector("C", MAX_TEXT_BYTES);
        SearchVector readers = new SearchVector("C", MAX_FREE_BYTES);
        SearchVector others = new SearchVector("", MAX_FREE_BYTES);
        reader.add(text, SearchWords.MAX_CHARS, all, readers, others);
        return List.of(all.text(), readers.text(), others.text());
    }

    private void add(String text, int maxChars, SearchVector all, SearchVector readers, SearchVector others) {
        for (SearchToken token : SearchWords.of(text, maxChars)) {
            if (token.run()) {
                addRun(token.parts(), all, readers, others);
            } else {
                addWord(token, all);
            }
        }
        // No phrase begins in one field and ends in the next.
        advance();
    }

    private void addRun(List<String> characters, SearchVector all, SearchVector readers, SearchVector others) {
        for (int i = 0; i < characters.size(); i++) {
            String character = Folding.fold(characters.get(i));
            all.add(character, position);
            if (i + 1 < characters.size()) {
                String next = Folding.fold(characters.get(i + 1));
                addPair(character, next, all, readers, others);
            }
            advance();
        }
    }

    private void addPair(String one, String two, SearchVector all, SearchVector readers, SearchVector others) {
        String pair = one + two;
        if (CharacterPairs.isForAll(one, two)) {
            all.add(pair, position);
            return;
        }
        readers.add(pair, position);
        if (others != null) {
            others.add(CharacterPairs.loose(one), LAST_POSITION + 1);
            others.add(CharacterPairs.loose(two), LAST_POSITION + 1);
        }
    }

    private void addWord(SearchToken token, SearchVector vector) {
        int first = position;
        for (String part : token.parts()) {
            stems.of(part).forEach(stem -> vector.add(stem, position));
            advance();
        }
        token.wholes().forEach(whole -> stems.of(whole).forEach(stem -> vector.add(stem, first)));
        if (token.symbol() != null) {
            vector.add(Folding.fold(token.symbol()), first);
        }
        token.endings().forEach(ending -> vector.add(Folding.fold(ending), first));
    }

    private void advance() {
        position = Math.min(position + 1, lastPosition);
    }
}
