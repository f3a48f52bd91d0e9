package dev.farthing.article.markdown;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Tag;

/**
 * MDX's components whose tags stand on lines of their own: what is between them is Markdown. For CommonMark it would be
 * raw HTML up to the next blank line, and code of what is indented, so that the code in a tab would lose its
 * {@code <name>}.
 */
final class Components {
    private static final int MAX_CHARS = 2_000;
    private static final int MAX_OPEN = 50;

    /** A name such as no element of HTML has, also not in capitals. */
    private static final Pattern TAG =
            Pattern.compile("[ \\t]*<(/?)([A-Z]\\w{0,99}(?:\\.\\w{1,99})*)(\\s[^>\\n]*+|/|)>\\s*");

    private static final Pattern ANY_TAG = Pattern.compile("(?m)^[ \\t]*+</?[A-Z][^\\n]*>[ \\t\\r]*+$");

    /** What CommonMark reads; others, such as {@code items={[…]}}, would make text of the tag. */
    private static final Pattern ATTRIBUTE = Pattern.compile("\\b[A-Za-z][\\w-]*=(?:\"[^\"<>]*\"|'[^'<>]*')");

    private static final Pattern FENCE =
            Pattern.compile("[ \\t]*(?:(?:[-*+]|\\d{1,9}[.)])[ \\t]+)*(`{3,}+[^`\\n]*|~{3,}+.*)\\s*", Pattern.DOTALL);

    private final String text;
    private final CodeLines lines;
    private final Unread unread;
    private final StringBuilder out;
    private final Map<String, Integer> lastEnds = new HashMap<>();
    private final Deque<Component> open = new ArrayDeque<>();

    /** Of the fence within a component that a line is in, or null. */
    private String fence;

    private boolean afterText;

    /** Where a comment, or an element that holds text as it is, ends. */
    private int unreadEnd;

    private Components(String text) {
        this.text = text;
        this.lines = new CodeLines(text);
        this.unread = new Unread(text);
        this.out = new StringBuilder(text.length() + 256);
    }

    static String opened(String markdown) {
        return ANY_TAG.matcher(markdown).find() ? new Components(markdown).opened() : markdown;
    }

    private String opened() {
        findEnds();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            int next = Math.min(end + 1, text.length());
            boolean code = lines.isCode(start, end);
            String line = text.substring(start, next);
            if (start < unreadEnd) {
                out.append(line);
                passUnread(unreadEnd, next);
            } else if (open.isEmpty() ? code : isFenced(line)) {
                copy(line);
            } else {
                read(line, start);
                passUnread(start, next);
            }
            start = next;
        }
        return out.toString();
    }

    private void passUnread(int from, int lineEnd) {
        int i = from;
        while (i < lineEnd) {
            i = unread.end(i);
        }
        unreadEnd = Math.max(unreadEnd, i);
    }

    private void findEnds() {
        Matcher end = Pattern.compile("(?m)^[ \\t]*+</([A-Z][\\w.]*+)\\s*+>").matcher(text);
        while (end.find()) {
            lastEnds.put(end.group(1), end.start());
        }
    }

    /** Also for the line that opens or closes a fence. */
    private boolean isFenced(String line) {
        if (fence == null) {
            Matcher mark = FENCE.matcher(line);
            if (line.length() > MAX_CHARS || !mark.matches()) {
                return false;
            }
            char c = mark.group(1).charAt(0);
            fence = mark.group(1).replaceFirst("[^" + c + "][\\s\\S]*", "").strip();
            return true;
        }
        if (line.strip().startsWith(fence)
                && line.strip().replace(fence.substring(0, 1), "").isEmpty()) {
            fence = null;
        }
        return true;
    }

    private void read(String line, int start) {
        Matcher tag = line.length() <= MAX_CHARS ? TAG.matcher(line) : null;
        if (tag == null || !tag.matches() || !isComponent(tag.group(2))) {
            copy(line);
            return;
        }
        String name = tag.group(2);
        boolean alone = tag.group(3).endsWith("/");
        if (tag.group(1).isEmpty()) {
            if (alone ? afterText : open.size() == MAX_OPEN || lastEnds.getOrDefault(name, -1) <= start) {
                // Part of a paragraph, or, without an end, a type: "<T>".
                copy(line);
                return;
            }
            separate();
            copy(withoutExpressions(line, tag));
            if (!alone) {
                open.push(new Component(name, lines.contentColumn(), open.peek()));
            }
        } else if (open.stream().anyMatch(component -> component.name().equals(name))) {
            while (!open.pop().name().equals(name)) {
                // Its end is missing.
            }
            separate();
            copy(line);
        } else {
            copy(line);
            return;
        }
        out.append(line.endsWith("\n") ? "" : "\n");
        separate();
    }

    /** An element of HTML may be written so, too, and a type may be named T. */
    private static boolean isComponent(String name) {
        return name.length() > 1 && !Tag.isKnownTag(name.toLowerCase(Locale.ROOT));
    }

    private void separate() {
        int length = out.length();
        if (length > 0
                && !out.substring(Math.max(0, length - 3)).replace("\r", "").endsWith("\n\n")) {
            out.append('\n');
        }
        afterText = false;
    }

    private static String withoutExpressions(String line, Matcher tag) {
        if (tag.group(3).indexOf('{') < 0) {
            return line;
        }
        StringBuilder attributes = new StringBuilder();
        Matcher attribute = ATTRIBUTE.matcher(tag.group(3).replaceAll("\\{[^{}]*}", ""));
        while (attribute.find()) {
            attributes.append(' ').append(attribute.group());
        }
        String end = tag.group(3).endsWith("/") ? " />" : ">";
        return line.substring(0, line.indexOf('<')) + "<" + tag.group(2) + attributes + end
                + (line.endsWith("\n") ? "\n" : "");
    }

    private void copy(String line) {
        afterText = !line.isBlank();
        Component component = open.peek();
        out.append(component == null ? line : component.dedented(line));
    }
}
