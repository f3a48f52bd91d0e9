package dev.farthing.article.markdown;

/** TeX between {@code $}, {@code $$}, {@code \(} or {@code \[}, told from prices and escaped brackets as Pandoc does. */
final class MathSpan {
    private static final int MAX_CHARS = 1_000;
    private static final String OF_TEX = "\\^_=+{}<>*/|";

    private MathSpan() {}

    /** The end of the formula that begins at {@code i}, or {@code i}. */
    static int end(MarkdownPass pass, int i) {
        String text = pass.text;
        if (text.startsWith("$$", i)) {
            return block(pass, i, "$$");
        }
        if (text.charAt(i) == '$') {
            return inline(pass, i);
        }
        if (text.startsWith("\\(", i)) {
            return bracketed(pass, i, "\\)");
        }
        return text.startsWith("\\[", i) && pass.isBlank(pass.lineStart(), i) ? bracketed(pass, i, "\\]") : i;
    }

    /** May have several paragraphs' worth of lines, but no blank one. */
    private static int block(MarkdownPass pass, int i, String close) {
        int limit = Math.min(pass.paragraphEnd(i), i + 4 * MAX_CHARS);
        String open = pass.text.substring(i, i + 2);
        for (int end = i + 2; end < limit; end++) {
            if (pass.text.startsWith(close, end)) {
                return end == i + 2 ? i : end + 2;
            }
            if (pass.text.startsWith(open, end)) {
                return i;
            }
        }
        return i;
    }

    private static int bracketed(MarkdownPass pass, int i, String close) {
        int end = block(pass, i, close);
        if (end == i) {
            return i;
        }
        String formula = pass.text.substring(i + 2, end - 2);
        boolean isTex = formula.strip().length() <= 2 || formula.chars().anyMatch(c -> OF_TEX.indexOf(c) >= 0);
        return isTex ? end : i;
    }

    private static int inline(MarkdownPass pass, int i) {
        String text = pass.text;
        int limit = Math.min(pass.paragraphEnd(i), i + MAX_CHARS);
        if (i + 2 >= text.length() || Character.isWhitespace(text.charAt(i + 1))) {
            return i;
        }
        for (int end = i + 1; end < limit; end++) {
            char c = text.charAt(end);
            if (c == '\\') {
                end++;
            } else if (c == '`' || c == ']' && text.startsWith("](", end)) {
                return i;
            } else if (c == '$') {
                char after = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
                boolean closes = !Character.isWhitespace(text.charAt(end - 1)) && !Character.isDigit(after);
                return closes ? end + 1 : i;
            }
        }
        return i;
    }
}
