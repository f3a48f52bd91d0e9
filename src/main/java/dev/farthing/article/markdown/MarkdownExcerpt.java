package dev.farthing.article.markdown;

import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Plain text that stands in for a missing summary. */
public final class MarkdownExcerpt {
    /** UTF-16 units, ellipsis included: about a hundred words. */
    static final int MAX_CHARS = 600;

    private MarkdownExcerpt() {}

    /** Skips headings, HTML, images and macros; uses lists and quotes only if there is no other paragraph. */
    static String firstParagraph(Node text) {
        for (Node block = text.getFirstChild(); block != null; block = block.getNext()) {
            String paragraph = paragraph(block);
            if (!paragraph.isEmpty()) {
                return cut(paragraph);
            }
        }
        return cut(nested(text));
    }

    private static String nested(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            String found = node instanceof FootnoteDefinition ? "" : paragraph(node);
            if (found.isEmpty() && !(node instanceof FootnoteDefinition)) {
                found = nested(node);
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private static String paragraph(Node block) {
        if (!(block instanceof Paragraph)) {
            return "";
        }
        StringBuilder plain = new StringBuilder();
        appendText(block, plain);
        String folded = fold(plain.toString());
        boolean readable = folded.codePoints().anyMatch(Character::isLetterOrDigit) && !isMacros(folded);
        return readable ? folded : "";
    }

    private static void appendText(Node parent, StringBuilder plain) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text text) {
                plain.append(text.getLiteral());
            } else if (node instanceof Code code) {
                plain.append(code.getLiteral());
            } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                plain.append(' ');
            } else if (!(node instanceof Image || node instanceof FootnoteReference)) {
                appendText(node, plain);
            }
        }
    }

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

    /** Only {@code {{...}}}, {@code {%...%}} or kramdown's {@code {:...}}. */
    private static boolean isMacros(String text) {
        int i = 0;
        while (i < text.length()) {
            String close = text.startsWith("{{", i) ? "}}" : text.startsWith("{%", i) ? "%}" : "}";
            int end = text.startsWith("{", i) ? text.indexOf(close, i) : -1;
            if (end < 0 || close.length() == 1 && !text.startsWith("{:", i)) {
                return false;
            }
            i = end + close.length();
            while (text.startsWith(" ", i)) {
                i++;
            }
        }
        return true;
    }

    private static String cut(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        int end = text.lastIndexOf(' ', MAX_CHARS - 1);
        // Scripts without spaces, and URLs, are cut anywhere but in a surrogate pair.
        if (end < MAX_CHARS / 2) {
            end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 2)) ? MAX_CHARS - 2 : MAX_CHARS - 1;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
