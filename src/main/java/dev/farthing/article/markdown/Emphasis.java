package dev.farthing.article.markdown;

/**
 * Emphasis that CommonMark does not see: beside Chinese, Japanese and Korean marks ({@code **「東京」**です}), where its
 * rules look for spaces; and Obsidian's {@code ==mark==}.
 */
final class Emphasis {
    private Emphasis() {}

    static int markLength(String text, int i) {
        int end = i;
        while (end < text.length() && text.charAt(end) == text.charAt(i)) {
            end++;
        }
        return end - i;
    }

    /** The HTML element for the mark at {@code i}, if it needs one; its end is the next such mark. */
    static String tag(String text, int i, int lineEnd) {
        char c = text.charAt(i);
        int length = markLength(text, i);
        String tag =
                switch (c) {
                    case '*' -> length == 2 ? "strong" : length == 1 ? "em" : null;
                    case '~' -> length == 2 ? "del" : null;
                    default -> length == 2 ? "mark" : null;
                };
        int start = i + length;
        int end = tag == null ? -1 : end(text, start, lineEnd, c);
        if (end <= start || markLength(text, end) != length) {
            return null;
        }
        int before = i == 0 ? ' ' : text.codePointBefore(i);
        int after = end + length >= text.length() ? ' ' : text.codePointAt(end + length);
        int first = text.codePointAt(start);
        int last = text.codePointBefore(end);
        if (Character.isWhitespace(first) || Character.isWhitespace(last)) {
            return null;
        }
        if (c == '=') {
            return isWordOfSpaced(before) || isWordOfSpaced(after) ? null : tag;
        }
        boolean opens = !isMark(first) || isSpaceOrMark(before);
        boolean closes = !isMark(last) || isSpaceOrMark(after);
        boolean isOfScript = isOfUnspaced(before) || isOfUnspaced(first) || isOfUnspaced(last) || isOfUnspaced(after);
        return opens && closes || !isOfScript ? null : tag;
    }

    /** The next such mark on the line; none after code or tags, which may hold it. */
    private static int end(String text, int start, int lineEnd, char c) {
        for (int i = start; i < lineEnd; i++) {
            char at = text.charAt(i);
            if (at == c) {
                return i;
            }
            if (at == '`' || at == '<' || at == '\\') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isSpaceOrMark(int c) {
        return Character.isWhitespace(c) || isMark(c);
    }

    /** CommonMark's Unicode punctuation. */
    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }

    private static boolean isOfUnspaced(int c) {
        return MarkdownWords.isWordAlone(c)
                || Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL
                || Character.UnicodeBlock.of(c) == Character.UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
                || Character.UnicodeBlock.of(c) == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS;
    }

    private static boolean isWordOfSpaced(int c) {
        return Character.isLetterOrDigit(c) && !isOfUnspaced(c);
    }
}
