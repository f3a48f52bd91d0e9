package dev.farthing.article.search;

/** Which characters make words without spaces between them. */
final class Scripts {
    private static final int LONG_VOWEL = 'ー';
    private static final int ZERO_WIDTH_SPACE = 0x200B;

    private Scripts() {}

    /** A character of a run; not its marks. */
    static boolean isOfRun(int c) {
        if (c < 0x0E00 || !Character.isLetter(c) && c != LONG_VOWEL && !Character.isIdeographic(c)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN,
                    HIRAGANA,
                    KATAKANA,
                    HANGUL,
                    THAI,
                    LAO,
                    KHMER,
                    MYANMAR,
                    TAI_LE,
                    NEW_TAI_LUE,
                    TAI_THAM,
                    TAI_VIET,
                    JAVANESE,
                    BALINESE -> true;
            default -> c == LONG_VOWEL;
        };
    }

    /** The next letter is written below, and belongs to the same character: Khmer's coeng and Burmese's virama. */
    static boolean stacks(int c) {
        return c == 0x17D2 || c == 0x1039;
    }

    static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** Soft hyphens and joiners, which end no word. */
    static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT && c != ZERO_WIDTH_SPACE;
    }
}
