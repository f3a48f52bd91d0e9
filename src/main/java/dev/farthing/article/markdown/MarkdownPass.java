package dev.farthing.article.markdown;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Rewrites Markdown outside code: fenced, indented and inline code, raw HTML that holds text as it is, comments, and
 * what a backslash escapes are copied. Takes time linear in the text's length.
 */
abstract class MarkdownPass {
    private static final String[] VERBATIM = {"<!--", "<pre", "<code", "<script", "<style", "<textarea"};

    final String text;
    final StringBuilder out;
    final CodeLines lines;

    /** In {@link #text} and in {@link #out}. */
    private int lineStart;

    int outLineStart;

    private boolean lineLost;
    private int paragraphEnd;
    private int lineEndFrom;
    private int lineEnd = -1;
    private final int[] nextOfSameLength;
    private final Map<String, Integer> lastEnds = new HashMap<>();

    MarkdownPass(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length() + 64);
        this.lines = new CodeLines(text);
        this.nextOfSameLength = backticks(text);
    }

    /**
     * Rewrites what begins at {@code i} into {@link #out}.
     *
     * @return where to go on, or {@code i} if there is nothing to rewrite
     */
    abstract int rewrite(int i);

    /** As {@link #rewrite}, for a line that is no code; by default there is nothing to rewrite. */
    int rewriteLine(int start, int end) {
        return start;
    }

    final String rewritten() {
        int i = 0;
        while (i < text.length()) {
            if (i == lineStart) {
                int end = lineEnd(i);
                if (lines.isCode(i, end)) {
                    i = copy(i, Math.min(end + 1, text.length()));
                    continue;
                }
                int next = rewriteLine(i, end);
                if (next > i) {
                    i = next;
                    lineStart = i;
                    outLineStart = out.length();
                    continue;
                }
            }
            i = step(i);
        }
        endLine();
        return out.toString();
    }

    private int step(int i) {
        int next = rewrite(i);
        if (next > i) {
            lineStart = Math.max(lineStart, lastBreak(i, next) + 1);
            return next;
        }
        char c = text.charAt(i);
        if (c == '\n') {
            endLine();
        }
        return copy(i, codeEnd(c, i));
    }

    /** The end of what is copied unread, at least one character. */
    private int codeEnd(char c, int i) {
        return switch (c) {
            case '\\' -> Math.min(i + 2, text.length());
            case '`' -> codeSpanEnd(i);
            case '<' -> verbatimEnd(i);
            default -> i + 1;
        };
    }

    final int copy(int from, int end) {
        out.append(text, from, end);
        int lastBreak = lastBreak(from, end);
        if (lastBreak >= 0) {
            lineStart = lastBreak + 1;
            outLineStart = out.length() - (end - lineStart);
            lineLost = false;
        }
        return end;
    }

    final void append(String rewritten) {
        out.append(rewritten);
        int lastBreak = rewritten.lastIndexOf('\n');
        if (lastBreak >= 0) {
            outLineStart = out.length() - (rewritten.length() - lastBreak - 1);
        }
    }

    private int lastBreak(int from, int end) {
        for (int i = end - 1; i >= from; i--) {
            if (text.charAt(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Called when something was left out at {@code i}: no blanks of it may become code or a hard break. */
    final int lost(int i) {
        lineLost = true;
        int next = i;
        if (isOutLineBlank()) {
            while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
                next++;
            }
        }
        return next;
    }

    private void endLine() {
        if (!lineLost) {
            return;
        }
        lineLost = false;
        boolean cr = out.length() > outLineStart && out.charAt(out.length() - 1) == '\r';
        int end = out.length() - (cr ? 1 : 0);
        while (end > outLineStart && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '\t')) {
            end--;
        }
        out.setLength(end);
        if (lines.isHtml() && isOutLineBlank()) {
            // A blank line would end the HTML, and what is indented after it would be code.
            out.append("<!-- -->");
        }
        out.append(cr ? "\r" : "");
    }

    final boolean isOutLineBlank() {
        for (int i = outLineStart; i < out.length(); i++) {
            if (" \t>\r".indexOf(out.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    final int lineEnd(int i) {
        if (i < lineEndFrom || i > lineEnd) {
            int end = text.indexOf('\n', i);
            lineEndFrom = i;
            lineEnd = end < 0 ? text.length() : end;
        }
        return lineEnd;
    }

    final boolean isBlank(int start, int end) {
        int i = start;
        while (i < end && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i == end;
    }

    final int lineStart() {
        return lineStart;
    }

    private int codeSpanEnd(int i) {
        int run = i;
        while (run < text.length() && text.charAt(run) == '`') {
            run++;
        }
        int close = nextOfSameLength[i];
        return close >= 0 && close < paragraphEnd(i) ? close + run - i : run;
    }

    /** The end of the lines that may belong together, at the latest where a fence begins. */
    final int paragraphEnd(int i) {
        if (i < paragraphEnd) {
            return paragraphEnd;
        }
        int end = lineEnd(i);
        while (end < text.length()) {
            int start = end + 1;
            while (start < text.length() && " \t>\r".indexOf(text.charAt(start)) >= 0) {
                start++;
            }
            if (start >= text.length()
                    || text.charAt(start) == '\n'
                    || text.startsWith("```", start)
                    || text.startsWith("~~~", start)) {
                break;
            }
            end = lineEnd(start);
        }
        paragraphEnd = end;
        return end;
    }

    private int verbatimEnd(int i) {
        for (String start : VERBATIM) {
            if (text.regionMatches(true, i, start, 0, start.length())) {
                String close = start.equals("<!--") ? "-->" : "</" + start.substring(1);
                int last = lastEnds.computeIfAbsent(close, this::lastIndexOf);
                return last < i + start.length() ? i + 1 : indexOf(close, i + start.length()) + close.length();
            }
        }
        return i + 1;
    }

    private int lastIndexOf(String close) {
        int i = text.length() - close.length();
        while (i >= 0 && !text.regionMatches(true, i, close, 0, close.length())) {
            i--;
        }
        return i;
    }

    private int indexOf(String close, int from) {
        int i = from;
        while (!text.regionMatches(true, i, close, 0, close.length())) {
            i++;
        }
        return i;
    }

    /** For the start of each run of backticks that of the next one as long, or -1. */
    private static int[] backticks(String text) {
        int[] next = new int[text.length()];
        Arrays.fill(next, -1);
        Map<Integer, Integer> nearest = new HashMap<>();
        int i = text.length() - 1;
        while (i >= 0) {
            if (text.charAt(i) != '`') {
                i--;
                continue;
            }
            int last = i;
            while (i > 0 && text.charAt(i - 1) == '`') {
                i--;
            }
            Integer found = nearest.put(last - i + 1, i);
            next[i] = found == null ? -1 : found;
            i--;
        }
        return next;
    }
}
