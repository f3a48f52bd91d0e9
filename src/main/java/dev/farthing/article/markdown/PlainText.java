package dev.farthing.article.markdown;

import java.util.Locale;

/** Storable text on one line. */
public final class PlainText {
    private PlainText() {}

    /** Makes one storable line; authors can write half surrogate pairs as {@code &#xD800;}. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                gap = !folded.isEmpty();
            } else if (!Character.isISOControl(c)) {
                folded.append(gap ? " " : "").appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c);
                gap = false;
            }
        }
        return folded.toString();
    }

    /** In linear time: String.toLowerCase copies the whole text for each letter that becomes longer, which İ alone does. */
    public static String lower(String text) {
        return text.replace("\u0130", "i\u0307").toLowerCase(Locale.ROOT);
    }

    /** Without spaces; measures texts of scripts that put none between words. */
    static int letters(String text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean second = Character.isLowSurrogate(c);
            letters += second || Character.isWhitespace(c) || Character.isSpaceChar(c) ? 0 : 1;
        }
        return letters;
    }
}
