package dev.farthing.article.search;

import dev.farthing.article.markdown.PlainText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the words of a text, of articles and of queries. */
final class SearchWords {
    /** UTF-16 units of words: an article's index stays well within the 1 MB of a tsvector. */
    static final int MAX_CHARS = 100_000;

    /** UTF-16 units; the rest of a longer word is dropped, in texts and queries alike. */
    static final int MAX_WORD = 64;

    /** UTF-16 units that are looked at; one may become 18 in {@code NFKC}. */
    private static final int MAX_TEXT = 500_000;

    private static final Pattern SPACE_IN_NUMBER = Pattern.compile("(?<=\\d)[\\u00a0\\u2009\\u202f](?=\\d{3})");
    private static final Pattern TRADE_MARK = Pattern.compile("[™℠]");

    /** Between letters or digits they join parts to a word. The last ones are Catalan's, Hebrew's and Ukrainian's. */
    private static final String JOINERS = "-\u2010./\\'\u2019_&@+:\u00b7\u05f3\u05f4\u02bc";

    private final int[] text;
    private final int maxChars;
    private final List<SearchToken> tokens = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private final List<String> parts = new ArrayList<>();
    private final List<String> endings = new ArrayList<>();
    private final List<String> run = new ArrayList<>();
    private boolean afterDot;
    private String symbol;
    private int chars;

    private SearchWords(String text, int maxChars) {
        String start = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        String plain = TRADE_MARK
                .matcher(SPACE_IN_NUMBER.matcher(start).replaceAll("_"))
                .replaceAll(" ");
        this.text = PlainText.lower(Normalizer.normalize(plain, Normalizer.Form.NFKC))
                .codePoints()
                .toArray();
        this.maxChars = maxChars;
    }

    static List<SearchToken> of(String text) {
        return of(text, MAX_CHARS);
    }

    static List<SearchToken> of(String text, int maxChars) {
        SearchWords words = new SearchWords(text, maxChars);
        for (int i = 0; i < words.text.length && words.chars < maxChars; i++) {
            words.read(i);
        }
        words.endToken();
        return words.tokens;
    }

    private void read(int i) {
        int c = text[i];
        boolean stacked = !run.isEmpty() && Scripts.stacks(at(i - 1));
        if (Scripts.isMark(c) || stacked && Character.isLetter(c)) {
            extend(c);
        } else if (Scripts.isOfRun(c)) {
            endWord();
            run.add(Character.toString(c));
            chars++;
        } else if (isLetterOrDigit(c)) {
            endRun();
            add(c);
        } else if (!Scripts.isInvisible(c)) {
            endRun();
            readSign(c, at(i - 1), at(i + 1));
        }
    }

    private int at(int i) {
        return i < 0 || i >= text.length ? ' ' : text[i];
    }

    /** Without a letter before it, a mark is nothing. */
    private void extend(int c) {
        if (!run.isEmpty()) {
            int last = run.size() - 1;
            if (run.get(last).length() < MAX_WORD) {
                run.set(last, run.get(last) + Character.toString(c));
                chars++;
            }
        } else if (!word.isEmpty()) {
            add(c);
        }
    }

    private void readSign(int c, int before, int after) {
        boolean inNumber = c == ',' && Character.isDigit(before) && Character.isDigit(after);
        boolean joins = inNumber || JOINERS.indexOf(c) >= 0 && isLetterOrDigit(after) && !Scripts.isOfRun(after);
        if (!word.isEmpty() && c == '+' && after == '+') {
            symbol = word + "++";
            endWord();
        } else if (!word.isEmpty() && c == '#' && !isLetterOrDigit(after)) {
            symbol = word + "#";
            endWord();
        } else if (!word.isEmpty() && joins) {
            endPart();
            afterDot = c == '.';
        } else {
            endWord();
            afterDot = c == '.' && Character.isLetter(after) && "./\\".indexOf(before) < 0 && !isLetterOrDigit(before);
        }
    }

    private static boolean isLetterOrDigit(int c) {
        return Character.isLetterOrDigit(c) && c != 0x02BC;
    }

    private void add(int c) {
        if (word.length() + Character.charCount(c) <= MAX_WORD) {
            word.appendCodePoint(c);
        }
    }

    private void endPart() {
        if (afterDot && parts.isEmpty() && !word.isEmpty()) {
            symbol = "." + word;
        } else if (afterDot && !word.isEmpty()) {
            endings.add("." + word);
        }
        afterDot = false;
        if (!word.isEmpty()) {
            chars += word.length() + 1;
            parts.add(word.toString());
            word.setLength(0);
        }
    }

    private void endWord() {
        endPart();
        if (!parts.isEmpty()) {
            tokens.add(new SearchToken(List.copyOf(parts), false, symbol, List.copyOf(endings)));
        }
        parts.clear();
        endings.clear();
        symbol = null;
    }

    private void endRun() {
        if (!run.isEmpty()) {
            tokens.add(SearchToken.run(run));
            run.clear();
        }
    }

    private void endToken() {
        endWord();
        endRun();
    }
}
