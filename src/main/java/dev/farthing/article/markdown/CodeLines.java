package dev.farthing.article.markdown;

/**
 * Finds the lines of code blocks (fenced and indented, also in lists and quotes) of a text that cannot be parsed yet:
 * what macros hold may look like fences.
 *
 * <p>Lines are fed in order. Columns count quote marks; a tab reaches the next multiple of four.
 */
final class CodeLines {
    private static final int MAX_ITEMS = 50;

    private final String text;
    private final int[] items = new int[MAX_ITEMS];
    private int itemCount;
    private int quoteColumn;

    private char fence;
    private int fenceLength;
    private int fenceQuotes;

    private boolean afterBlank = true;
    private boolean indented;
    private boolean html;

    private int at;
    private int end;
    private int column;
    private int quotes;

    CodeLines(String text) {
        this.text = text;
    }

    boolean isCode(int lineStart, int lineEnd) {
        at = lineStart;
        end = lineEnd;
        column = 0;
        quotes = 0;
        int quoteEnd = skipIndentAndQuotes(fenceLength > 0 ? fenceQuotes : Integer.MAX_VALUE);
        boolean blank = at >= end;
        if (fenceLength > 0) {
            boolean left = quotes < fenceQuotes || !blank && column < itemColumn();
            if (!left) {
                closeFence();
                return true;
            }
            fenceLength = 0;
            afterBlank = true;
        }
        if (blank) {
            html = false;
            afterBlank = true;
            return false;
        }
        quoteColumn = quoteEnd;
        leaveItems();
        indented = column - contentColumn() >= 4 && (afterBlank || indented);
        if (indented) {
            return true;
        }
        skipItemMarks();
        boolean opens = openFence();
        html = !opens && (html || isTag());
        afterBlank = opens;
        return opens;
    }

    /** Where the text of the innermost list item or quote begins. */
    int contentColumn() {
        return Math.max(quoteColumn, itemColumn());
    }

    private int itemColumn() {
        return itemCount == 0 ? 0 : items[itemCount - 1];
    }

    /** Whether the last line was, or may have been, of an HTML block, where no Markdown is read. */
    boolean isHtml() {
        return html;
    }

    private boolean isTag() {
        return at + 1 < end
                && text.charAt(at) == '<'
                && (Character.isLetter(text.charAt(at + 1)) || text.charAt(at + 1) == '/');
    }

    private int skipIndentAndQuotes(int maxQuotes) {
        int quoteEnd = 0;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '>' && quotes < maxQuotes && column - Math.max(quoteEnd, contentColumn()) < 4) {
                quotes++;
                quoteEnd = column + (at + 1 < end && text.charAt(at + 1) == ' ' ? 2 : 1);
                column++;
            } else if (c == '\t') {
                column += 4 - column % 4;
            } else if (c == ' ' || c == '\r') {
                column++;
            } else {
                break;
            }
            at++;
        }
        return quoteEnd;
    }

    private void leaveItems() {
        while (itemCount > 0 && column < items[itemCount - 1]) {
            itemCount--;
        }
    }

    private void skipItemMarks() {
        int markEnd = markEnd();
        while (markEnd > 0 && itemCount < MAX_ITEMS) {
            column += markEnd - at;
            at = markEnd;
            int content = column + 1;
            int spaces = at;
            skipIndentAndQuotes(Integer.MAX_VALUE);
            boolean empty = at >= end;
            items[itemCount++] = empty || at - spaces > 4 ? content : column;
            markEnd = empty ? -1 : markEnd();
        }
    }

    /** The end of a bullet or number that blanks follow, or -1. */
    private int markEnd() {
        int mark = at;
        while (mark < end && mark < at + 9 && text.charAt(mark) >= '0' && text.charAt(mark) <= '9') {
            mark++;
        }
        boolean ordered = mark > at;
        if (mark >= end || (ordered ? ".)" : "-*+").indexOf(text.charAt(mark)) < 0) {
            return -1;
        }
        mark++;
        return mark >= end || Character.isWhitespace(text.charAt(mark)) ? mark : -1;
    }

    private boolean openFence() {
        int run = fenceRun();
        if (run < 3) {
            return false;
        }
        char c = text.charAt(at);
        if (c == '`' && text.substring(at + run, end).indexOf('`') >= 0) {
            return false;
        }
        fence = c;
        fenceLength = run;
        fenceQuotes = quotes;
        return true;
    }

    private void closeFence() {
        int run = fenceRun();
        if (run >= fenceLength
                && text.charAt(at) == fence
                && text.substring(at + run, end).isBlank()) {
            fenceLength = 0;
            afterBlank = true;
        }
    }

    private int fenceRun() {
        if (at >= end || text.charAt(at) != '`' && text.charAt(at) != '~') {
            return 0;
        }
        int run = 0;
        while (at + run < end && text.charAt(at + run) == text.charAt(at)) {
            run++;
        }
        return run;
    }
}
