package dev.farthing.article.markdown;

final class MarkdownText {
    private static final String MARKS = "\\`*_{}[]<>&!#+-=|~$.:%\"'()^";

    private MarkdownText() {}

    /** Shown as the text, in Markdown and within raw HTML alike: there, a backslash would be shown. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (MARKS.indexOf(c) < 0) {
                literal.append(c);
            } else {
                literal.append("&#").append((int) c).append(';');
            }
        }
        return literal.toString();
    }
}
