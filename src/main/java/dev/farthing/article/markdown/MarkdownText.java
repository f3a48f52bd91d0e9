package dev.farthing.article.markdown;

final class MarkdownText {
    private MarkdownText() {}

    /** Markdown that is shown as the text: each mark is escaped. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isMark = c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
            literal.append(isMark ? "\\" : "").append(c);
        }
        return literal.toString();
    }
}
