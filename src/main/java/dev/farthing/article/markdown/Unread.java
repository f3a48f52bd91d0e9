package dev.farthing.article.markdown;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the parts of a text end in which no mark means anything: inline code, comments, raw HTML that holds text as it
 * is, and what a backslash escapes. Asked from the start to the end of the text, all answers together take linear time.
 */
final class Unread {
    private static final String[] VERBATIM = {"<!--", "<pre", "<code", "<script", "<style", "<textarea"};

    private final String text;
    private final int[] nextOfSameLength;
    private final Map<String, Integer> lastEnds = new HashMap<>();
    private int paragraphEnd;
    private int lineEndFrom;
    private int lineEnd = -1;

    Unread(String text) {
        this.text = text;
        this.nextOfSameLength = backticks(text);
    }

    /** The end of what is copied from {@code i} on: at least one character. */
    int end(int i) {
        return switch (text.charAt(i)) {
            case '\\' -> Math.min(i + 2, text.length());
            case '`' -> codeSpanEnd(i);
            case '<' -> verbatimEnd(i);
            default -> i + 1;
        };
    }

    int lineEnd(int i) {
        if (i < lineEndFrom || i > lineEnd) {
            int end = text.indexOf('\n', i);
            lineEndFrom = i;
            lineEnd = end < 0 ? text.length() : end;
        }
        return lineEnd;
    }

    /** The end of the lines that may belong together, at the latest where a fence begins. */
    int paragraphEnd(int i) {
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

    private int codeSpanEnd(int i) {
        int run = i;
        while (run < text.length() && text.charAt(run) == '`') {
            run++;
        }
        int close = nextOfSameLength[i];
        return close >= 0 && close < paragraphEnd(i) ? close + run - i : run;
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

    /** For the start of each run of backticks that of the next one as long; else -1. */
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
