package dev.farthing.article.search;

import dev.farthing.article.markdown.MarkdownWords;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a text: all that PostgreSQL's text search gets to read, of articles and of queries.
 *
 * <p>Its parser looks for addresses, files and tags, so a text such as {@code ./././} takes it quadratic time. Words of letters,
 * digits and marks are tokens of their own, whatever stands around them.
 */
public final class SearchWords {
    /** PostgreSQL counts positions no further. */
    static final int MAX_WORDS = 16_383;

    /** UTF-16 units, spaces included: with three bytes for each, well within the 1 MB of a tsvector. */
    static final int MAX_CHARS = 100_000;

    /** UTF-16 units; the rest of a longer word is dropped, in texts and queries alike. */
    static final int MAX_WORD = 64;

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int chars;

    private SearchWords() {}

    static List<String> of(String text) {
        SearchWords found = new SearchWords();
        for (int i = 0; i < text.length() && !found.isFull(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            found.read(c);
        }
        found.endWord();
        return found.words;
    }

    public static String joined(String text) {
        return String.join(" ", of(text));
    }

    private void read(int c) {
        if (MarkdownWords.isWordAlone(c)) {
            endWord();
            add(c);
            endWord();
        } else if (Character.isLetterOrDigit(c) || isMark(c) && !word.isEmpty()) {
            if (!isDigit(c) && isPower()) {
                endWord();
            }
            add(c);
        } else if (Character.getType(c) != Character.FORMAT) {
            // Format characters are soft hyphens and joiners.
            endWord();
        }
    }

    private void add(int c) {
        if (word.length() + Character.charCount(c) <= MAX_WORD) {
            word.appendCodePoint(c);
        }
    }

    private void endWord() {
        if (!word.isEmpty() && !isFull()) {
            chars += word.length() + 1;
            words.add(word.toString());
        }
        word.setLength(0);
    }

    private boolean isFull() {
        return words.size() == MAX_WORDS || chars + word.length() >= MAX_CHARS;
    }

    /** Such as 1e5: for PostgreSQL a number, and a word of its own. */
    private boolean isPower() {
        int e = 0;
        while (e < word.length() && isDigit(word.charAt(e))) {
            e++;
        }
        if (e == 0 || e == word.length() || (word.charAt(e) | ' ') != 'e') {
            return false;
        }
        int end = e + 1;
        while (end < word.length() && isDigit(word.charAt(end))) {
            end++;
        }
        return end == word.length() && end > e + 1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
