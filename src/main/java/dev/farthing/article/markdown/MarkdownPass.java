package dev.farthing.article.markdown;

/** Rewrites Markdown outside code, before it is parsed. Takes time linear in the text's length. */
abstract class MarkdownPass {
    final String text;
    final StringBuilder out;
    final CodeLines lines;

    private final Unread unread;

    /** In {@link #text} and in {@link #out}. */
    private int lineStart;

    private int outLineStart;

    /** No other mark stands before it on the line. */
    private int outBlankEnd;

    private boolean lineLost;

    MarkdownPass(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length() + 64);
        this.lines = new CodeLines(text);
        this.unread = new Unread(text);
    }

    /**
     * Rewrites what begins at {@code i} into {@link #out}.
     *
     * @return where to go on, or {@code i} if there is nothing to rewrite
     */
    abstract int rewrite(int i);

    /** As {@link #rewrite}, for a whole line that is no code. */
    int rewriteLine(int start, int end) {
        return start;
    }

    final String rewritten() {
        int i = 0;
        while (i < text.length()) {
            int next = i == lineStart ? line(i) : i;
            i = next > i ? next : step(i);
        }
        endLine();
        return out.toString();
    }

    private int line(int i) {
        int end = lineEnd(i);
        if (lines.isCode(i, end)) {
            return copy(i, Math.min(end + 1, text.length()));
        }
        int next = rewriteLine(i, end);
        if (next > i) {
            lineStart = next;
            outLineStart = out.length();
        }
        return next;
    }

    private int step(int i) {
        int next = rewrite(i);
        if (next > i) {
            lineStart = Math.max(lineStart, lastBreak(i, next) + 1);
            return next;
        }
        if (text.charAt(i) == '\n') {
            endLine();
        }
        return copy(i, unread.end(i));
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

    /** Called when something up to {@code i} was left out: no blanks of it may become code or a hard break. */
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
        outBlankEnd = outLineStart;
        if (lines.isHtml() && isOutLineBlank()) {
            // A blank line would end the HTML, and what is indented after it would be code.
            out.append("<!-- -->");
        }
        out.append(cr ? "\r" : "");
    }

    final boolean isOutLineBlank() {
        int i = Math.max(outLineStart, outBlankEnd);
        while (i < out.length() && " \t>\r".indexOf(out.charAt(i)) >= 0) {
            i++;
        }
        outBlankEnd = i;
        return i == out.length();
    }

    /** Forgets what the line has so far. */
    final void restartLine(String margin) {
        out.setLength(outLineStart);
        out.append(margin);
        outBlankEnd = outLineStart;
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

    final int outLineStart() {
        return outLineStart;
    }

    final int lineEnd(int i) {
        return unread.lineEnd(i);
    }

    /** See {@link Unread#paragraphEnd}. */
    final int paragraphEnd(int i) {
        return unread.paragraphEnd(i);
    }
}
