package dev.farthing.article.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One tag of Hugo's ({@code {{< x >}}}, {@code {{% x %}}}), of Liquid, Tera or Nunjucks ({@code {% x %}}), or of any of
 * them and MDN ({@code {{ x }}}).
 *
 * @param name without the mark of a closing tag; "" for Zola's {@code {% end %}}
 * @param shown the tag in a warning
 * @param end after the tag
 */
record Macro(Kind kind, String name, String arguments, boolean closes, String shown, int end) {
    private static final int MAX_CHARS = 2_000;

    private static final Pattern CONTENT = Pattern.compile(
            "-?+\\s*+(/?+)\\s*+([\\p{L}_][\\p{L}\\p{N}_./:-]*+|\"[^\"\n]*+\"|'[^'\n]*+')(.*)", Pattern.DOTALL);

    private static final Pattern ARGUMENT = Pattern.compile(
            "(?:([\\w-]+)\\s*+[=:]\\s*+)?(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'"
                    + "|`([^`]*+)`|([^\\s,()\"'`=]+))",
            Pattern.DOTALL);

    enum Kind {
        ANGLE("{{<", ">}}"),
        PERCENT("{{%", "%}}"),
        TAG("{%", "%}"),
        OUTPUT("{{", "}}");

        final String open;
        final String close;

        Kind(String open, String close) {
            this.open = open;
            this.close = close;
        }
    }

    record Argument(String key, String value) {}

    /** The tag at {@code i}, or null. */
    static Macro at(String text, int i) {
        if (text.charAt(i) != '{' || i + 4 > text.length()) {
            return null;
        }
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.open, i)) {
                int start = i + kind.open.length();
                int close = close(text, start, kind);
                return close < 0 ? null : of(kind, text.substring(start, close), close + kind.close.length());
            }
        }
        return null;
    }

    private static Macro of(Kind kind, String content, int end) {
        Matcher parts = CONTENT.matcher(withoutMarks(content));
        if (!parts.matches()) {
            return null;
        }
        String name = parts.group(2);
        boolean closes = !parts.group(1).isEmpty();
        String shownName = (closes ? "/" : "") + name;
        if (kind == Kind.TAG && name.startsWith("end")) {
            closes = true;
            name = name.substring(3);
        }
        boolean spaced = kind != Kind.OUTPUT || content.startsWith(" ") || content.startsWith("-");
        String gap = spaced ? " " : "";
        return new Macro(
                kind, name, parts.group(3).strip(), closes, kind.open + gap + shownName + gap + kind.close, end);
    }

    /** Without the marks of a tag that closes itself, or takes the white space around it. */
    private static String withoutMarks(String content) {
        String bare = content.stripTrailing();
        return bare.endsWith("/") || bare.endsWith("-") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /** An end within quotes does not count, unless there is no other. */
    private static int close(String text, int start, Kind kind) {
        int limit = Math.min(text.length(), start + MAX_CHARS);
        // Only Hugo has raw strings.
        String quotes = kind == Kind.ANGLE || kind == Kind.PERCENT ? "\"'`" : "\"'";
        int first = -1;
        char quote = 0;
        for (int i = start; i < limit; i++) {
            char c = text.charAt(i);
            if (text.startsWith(kind.close, i)) {
                if (quote == 0) {
                    return i;
                }
                first = first < 0 ? i : first;
            } else if (quote == 0 && (isOpening(text, i) || c == '\n' && isBlankLine(text, i + 1))) {
                return first;
            } else if (c == '\n' && quote != '`') {
                quote = 0;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && quotes.indexOf(c) >= 0 && " \t\n(=,:[|".indexOf(text.charAt(i - 1)) >= 0) {
                quote = c;
            }
            if (quote == 0 && first >= 0) {
                return text.startsWith(kind.close, i) ? i : closesLater(text, i + 1, limit, kind, first);
            }
        }
        return first >= 0 && hasOpening(text, start, first) ? -1 : first;
    }

    /** After a quoted end: the true one, if it is on the same line. */
    private static int closesLater(String text, int from, int limit, Kind kind, int quoted) {
        for (int i = from; i < limit && text.charAt(i) != '\n'; i++) {
            if (text.startsWith(kind.close, i)) {
                return i;
            }
        }
        return quoted;
    }

    private static boolean hasOpening(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (isOpening(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOpening(String text, int i) {
        return text.startsWith("{{", i) || text.startsWith("{%", i);
    }

    private static boolean isBlankLine(String text, int i) {
        int at = i;
        while (at < text.length() && " \t\r>".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at == text.length() || text.charAt(at) == '\n';
    }

    /** Named ({@code a="b"}) and plain ones, without quotes. */
    List<Argument> list() {
        List<Argument> list = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(arguments);
        while (argument.find()) {
            for (int group = 2; group <= 5; group++) {
                if (argument.group(group) != null) {
                    list.add(new Argument(
                            argument.group(1), argument.group(group).replaceAll("\\\\(.)", "$1")));
                }
            }
        }
        return list;
    }

    String argument(String key) {
        for (Argument argument : list()) {
            if (key.equals(argument.key())) {
                return argument.value();
            }
        }
        return null;
    }

    /** Those without a name. */
    List<String> values() {
        return list().stream()
                .filter(argument -> argument.key() == null)
                .map(Argument::value)
                .toList();
    }
}
