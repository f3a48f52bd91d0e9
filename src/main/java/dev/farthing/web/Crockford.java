package dev.farthing.web;

/** Crockford's base32: five bits each, no characters that people confuse. */
public final class Crockford {
    public static final int RADIX = 32;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Crockford() {}

    /** Encodes the lowest {@code 5 * characters} bits of a non-negative value. */
    public static String text(int value, int characters) {
        char[] text = new char[characters];
        int rest = value;
        for (int i = characters - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt(rest % RADIX);
            rest /= RADIX;
        }
        return new String(text);
    }

    /** Decodes at most six characters of the alphabet. */
    public static int value(String text) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            value = value * RADIX + digit(text.charAt(i));
        }
        return value;
    }

    /** Ignores case, blanks and dashes, reads O as 0, I and L as 1. Null when any other character occurs. */
    public static String normal(String typed) {
        StringBuilder normal = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char one = typed.charAt(i);
            if (isSeparator(one)) {
                continue;
            }
            int digit = digit(one);
            if (digit < 0) {
                return null;
            }
            normal.append(ALPHABET.charAt(digit));
        }
        return normal.toString();
    }

    private static int digit(char one) {
        if (one > 'z') {
            // Some letters outside of ASCII have an upper case in ASCII.
            return -1;
        }
        char upper = Character.toUpperCase(one);
        return switch (upper) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> ALPHABET.indexOf(upper);
        };
    }

    private static boolean isSeparator(char one) {
        return Character.isWhitespace(one)
                || Character.isSpaceChar(one)
                || Character.getType(one) == Character.DASH_PUNCTUATION;
    }
}
