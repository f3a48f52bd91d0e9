package dev.farthing.article.search;

import java.text.Normalizer;
import java.util.Map;

/** Spellings that readers do not tell apart: with and without accents, ligatures, points of vowels. */
final class Folding {
    /** Letters that Unicode does not take apart, and some that people type for one another. */
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            letter('ß', "ss"),
            letter('æ', "ae"),
            letter('œ', "oe"),
            letter('ø', "o"),
            letter('đ', "d"),
            letter('ð', "d"),
            letter('þ', "th"),
            letter('ł', "l"),
            letter('ħ', "h"),
            letter('ŧ', "t"),
            letter('ŋ', "n"),
            letter('ı', "i"),
            letter('ς', "σ"),
            letter('ى', "ی"),
            letter('ي', "ی"),
            letter('ك', "ک"),
            letter('ة', "ه"),
            letter('ـ', ""));

    private Folding() {}

    private static Map.Entry<Integer, String> letter(char letter, String folded) {
        return Map.entry((int) letter, folded);
    }

    /** @param word in lower case */
    static String fold(String word) {
        if (isAscii(word)) {
            return word;
        }
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(word, Normalizer.Form.NFKD).codePoints().forEach(c -> {
            if (LETTERS.containsKey(c)) {
                folded.append(LETTERS.get(c));
            } else if (Character.isDigit(c)) {
                folded.append(Character.digit(c, 10));
            } else if (!isAccent(c)) {
                folded.appendCodePoint(c);
            }
        });
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static boolean isAscii(String word) {
        return word.chars().allMatch(c -> c < 0x80);
    }

    /** Not the marks of scripts where they are vowels, nor those that make another kana. */
    private static boolean isAccent(int c) {
        if (Character.getType(c) != Character.NON_SPACING_MARK || c == 0x3099 || c == 0x309A) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case INHERITED, HEBREW, ARABIC, SYRIAC -> true;
            default -> false;
        };
    }
}
