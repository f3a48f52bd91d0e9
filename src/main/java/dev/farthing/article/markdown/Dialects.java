package dev.farthing.article.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks that some tools add to Markdown, as Markdown or HTML that every parser reads: Obsidian's, kramdown's,
 * Docusaurus', formulas, and emphasis beside marks of Chinese, Japanese and Korean.
 */
final class Dialects extends MarkdownPass {
    private static final int MAX_MARK_CHARS = 500;
    private static final String COMMENT = "{::comment}";
    private static final Pattern ID_COMMENT = Pattern.compile("\\s*#([\\p{L}\\p{N}_.:-]{1,100})\\s*");

    private final Omissions omissions;
    private final DialectLines dialectLines;

    /** Where the emphasis that was opened as HTML ends, and its tag. */
    private int emphasisEnd = -1;

    private String emphasis;

    private Dialects(String text, Omissions omissions) {
        super(text);
        this.omissions = omissions;
        this.dialectLines = new DialectLines(this, omissions);
    }

    static String replaced(String markdown, Omissions omissions) {
        return new Dialects(markdown, omissions).rewritten();
    }

    @Override
    int rewriteLine(int start, int end) {
        return dialectLines.rewrite(start, end);
    }

    @Override
    int rewrite(int i) {
        if (emphasisEnd >= 0 && i > emphasisEnd) {
            out.append("</").append(emphasis).append('>');
            emphasisEnd = -1;
        }
        if (i == emphasisEnd) {
            out.append("</").append(emphasis).append('>');
            emphasisEnd = -1;
            return i + Emphasis.markLength(text, i);
        }
        return switch (text.charAt(i)) {
            case '$', '\\' -> formula(i);
            case '[', '!' -> wikiLink(i);
            case '*', '~', '=' -> emphasis(i);
            case '%' -> comment(i);
            case '{' -> attributes(i);
            default -> i;
        };
    }

    private int formula(int i) {
        int end = MathSpan.end(this, i);
        if (end > i) {
            append(MarkdownText.literal(text.substring(i, end)));
        }
        return end;
    }

    private int wikiLink(int i) {
        WikiLink link = WikiLink.at(text, i);
        if (link == null) {
            return i;
        }
        out.append(link.markdown());
        if (!link.isShown()) {
            omissions.add(link.source(), "Links between notes are not followed; the text stays.");
        }
        return link.end();
    }

    private int emphasis(int i) {
        String tag = emphasisEnd >= 0 ? null : Emphasis.tag(text, i, lineEnd(i));
        int length = Emphasis.markLength(text, i);
        if (tag == null) {
            // The whole run: its tail is no mark of its own.
            return copy(i, i + length);
        }
        out.append('<').append(tag).append('>');
        emphasis = tag;
        emphasisEnd = text.indexOf(text.substring(i, i + length), i + length);
        return i + length;
    }

    /** Obsidian's {@code %%comment%%}; "100%% of" is none. */
    private int comment(int i) {
        boolean starts = text.startsWith("%%", i) && (i == 0 || Character.isWhitespace(text.charAt(i - 1)));
        int end = starts ? text.indexOf("%%", i + 2) : -1;
        if (end < 0 || end > paragraphEnd(i) || end == i + 2) {
            return i;
        }
        int after = end + 2;
        if (after < text.length() && Character.isLetterOrDigit(text.charAt(after))) {
            return i;
        }
        omissions.add(text.substring(i, after), "A comment of Obsidian; it is left out.");
        return lost(after);
    }

    private int attributes(int i) {
        if (text.startsWith("{/*", i)) {
            return mdxComment(i);
        }
        if (text.startsWith(COMMENT, i)) {
            return kramdownComment(i);
        }
        AttributeList list = AttributeList.at(text, i, lineEnd(i));
        if (list == null || !list.isKramdown() && !isAfterItsElement(i, list.end())) {
            return i;
        }
        return anchored(list.id(), list.end());
    }

    /** At the end of a heading, or right after a link, an image, code or emphasis. */
    private boolean isAfterItsElement(int i, int end) {
        char before = i > 0 ? text.charAt(i - 1) : ' ';
        if (")]`*_".indexOf(before) >= 0) {
            return true;
        }
        int lineEnd = lineEnd(i);
        return isBlank(end, lineEnd)
                && (text.startsWith("#", firstMark()) || i == firstMark() || isUnderlined(lineEnd));
    }

    private int firstMark() {
        int mark = lineStart();
        while (mark < text.length() && " \t>".indexOf(text.charAt(mark)) >= 0) {
            mark++;
        }
        return mark;
    }

    private boolean isUnderlined(int lineEnd) {
        int next = Math.min(lineEnd + 1, text.length());
        String line = text.substring(next, lineEnd(next)).strip();
        return !line.isEmpty()
                && (line.replace("=", "").isEmpty() || line.replace("-", "").isEmpty());
    }

    private int anchored(String id, int end) {
        if (id == null) {
            return lost(end);
        }
        out.append("<a id=\"").append(id).append("\"></a>");
        return end;
    }

    private int kramdownComment(int i) {
        String near = text.substring(i, Math.min(paragraphEnd(i), i + 4 * MAX_MARK_CHARS));
        int end = near.indexOf("{:/");
        int close = end < 0 ? -1 : near.indexOf('}', end);
        if (close < 0) {
            return i;
        }
        omissions.add(COMMENT, "A comment of kramdown; it is left out.");
        return lost(i + close + 1);
    }

    private int mdxComment(int i) {
        int limit = Math.min(paragraphEnd(i), i + MAX_MARK_CHARS);
        int end = text.substring(i, limit).indexOf("*/}");
        if (end < 0) {
            return i;
        }
        String comment = text.substring(i + 3, i + end);
        Matcher id = ID_COMMENT.matcher(comment);
        if (id.matches()) {
            return anchored(id.group(1), i + end + 3);
        }
        append("<!--" + comment.replace("--", "- -").replace(">", "&gt;") + "-->");
        return i + end + 3;
    }
}
