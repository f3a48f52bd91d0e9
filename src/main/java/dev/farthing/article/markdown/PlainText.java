package dev.farthing.article.markdown;

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

    /** Without spaces; measures texts of scripts that put none between words. */
    static int letters(String text) {
        return (int) text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .count();
    }
}
