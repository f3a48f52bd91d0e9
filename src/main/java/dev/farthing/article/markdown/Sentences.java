package dev.farthing.article.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the sentences of a paragraph end, the same on every machine: {@code java.text.BreakIterator} takes each
 * abbreviation for an end, and its rules differ between Java versions.
 *
 * <p>In doubt a full stop ends none.
 */
final class Sentences {
    /** An end if a space follows, or a script that writes none. */
    private static final String SPACED = ".!?…؟۔։።፨‽⁇⁈⁉‼";

    /** An end whatever follows: Chinese and Japanese, Indian, Burmese, Khmer, Tibetan. */
    private static final String UNSPACED = "。｡．！？।॥။។៕།༎";

    private static final String QUOTES = "\"'“«‹";

    /** Before a name or a number, or within a sentence, in the languages whose search is stemmed and some more. */
    private static final Set<String> ABBREVIATIONS = Set.copyOf(List.of("""
            mr mrs ms dr prof st mt rev gen col capt lt sgt gov sen rep hon jr sr vs etc cf ca viz no nos nr vol ed eds fig
            figs pp ch sec eq al approx dept est inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec hr fr bzw
            bspw usw usf vgl evtl ggf inkl exkl zzgl abb bd nrn str tel geb gest sog mio mrd mme mlle env chap art av sra
            srta ud uds pág págs núm sig dott avv ing""".split("\\s+")));

    /** Such as e.g., U.S. and z.B. */
    private static final Pattern DOTTED = Pattern.compile("(\\p{L}{1,2}\\.)+\\p{L}{1,2}");

    /** An initial, an item's or a day's number. */
    private static final Pattern SHORT = Pattern.compile("\\p{L}|\\d{1,2}");

    private final String text;

    private Sentences(String text) {
        this.text = text;
    }

    /** Offsets after each sentence, of which the last is the end of the paragraph; none for an empty one. */
    static List<Integer> ends(String paragraph) {
        Sentences sentences = new Sentences(paragraph);
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < paragraph.length(); ) {
            int end = sentences.endAt(i);
            if (end > 0 && end < paragraph.length()) {
                ends.add(end);
            }
            i = Math.max(end, i + Character.charCount(paragraph.codePointAt(i)));
        }
        if (!paragraph.isEmpty()) {
            ends.add(paragraph.length());
        }
        return ends;
    }

    /** 0 if no sentence ends with the mark, or the space, at this place. */
    private int endAt(int place) {
        int after = place;
        boolean unspaced = false;
        while (after < text.length() && isMark(text.charAt(after))) {
            unspaced |= UNSPACED.indexOf(text.charAt(after)) >= 0;
            after++;
        }
        if (after == place) {
            return isThaiSpace(place) ? place : 0;
        }
        int end = afterClosers(after);
        if (unspaced) {
            return end;
        }
        boolean stop = text.charAt(place) == '.' && after == place + 1;
        boolean ends = isFollowedByStart(end) && !(stop && isAbbreviated(place));
        return ends ? end : 0;
    }

    private static boolean isMark(char c) {
        return SPACED.indexOf(c) >= 0 || UNSPACED.indexOf(c) >= 0;
    }

    private int afterClosers(int from) {
        int i = from;
        while (i < text.length() && isCloser(text.charAt(i))) {
            i++;
        }
        // French has a space within its quotes.
        return text.startsWith(" »", i) ? i + 2 : i;
    }

    /** German and some others close with what opens in English. */
    private static boolean isCloser(char c) {
        int type = Character.getType(c);
        return type == Character.FINAL_QUOTE_PUNCTUATION || type == Character.END_PUNCTUATION || QUOTES.indexOf(c) >= 0;
    }

    /** A space, and then no small letter. */
    private boolean isFollowedByStart(int end) {
        if (end == text.length()) {
            return true;
        }
        if (MarkdownWords.isWordAlone(text.codePointAt(end))) {
            return true;
        }
        if (text.charAt(end) != ' ') {
            return false;
        }
        int next = end;
        while (next < text.length() && !Character.isLetterOrDigit(text.codePointAt(next))) {
            next += Character.charCount(text.codePointAt(next));
        }
        return next == text.length() || !Character.isLowerCase(text.codePointAt(next));
    }

    private boolean isAbbreviated(int stop) {
        int start = stop;
        while (start > 0 && (Character.isLetterOrDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
            start--;
        }
        String word = text.substring(start, stop);
        boolean alone = word.codePoints().allMatch(MarkdownWords::isWordAlone);
        return !alone
                && (SHORT.matcher(word).matches()
                        || DOTTED.matcher(word).matches()
                        || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT)));
    }

    /** Thai and Lao have no marks: a space ends a clause. One also stands before a sign of repetition. */
    private boolean isThaiSpace(int place) {
        return place > 0
                && place + 1 < text.length()
                && text.charAt(place) == ' '
                && isThai(text.charAt(place - 1))
                && isThai(text.charAt(place + 1))
                && "ๆໆฯ".indexOf(text.charAt(place + 1)) < 0;
    }

    private static boolean isThai(char c) {
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.THAI || script == Character.UnicodeScript.LAO;
    }
}
