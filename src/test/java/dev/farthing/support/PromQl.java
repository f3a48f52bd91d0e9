package dev.farthing.support;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics and labels used by a Prometheus expression. It parses only the subset in use here: a name that is neither a
 * function, an operator nor quoted is a metric.
 */
public final class PromQl {
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    /** {@code by (a, b)} and similar clauses, whose names are labels. */
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");

    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");

    /** A name with the matchers in braces after it, but no function call. */
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\\w$.:])([a-zA-Z_:][\\w:]*)\\s*(?:\\{([^}]*)}|(?!\\s*\\()(?![\\w:]))");

    private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_]\\w*");
    private static final Set<String> OPERATORS =
            Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "by", "without", "on", "ignoring");

    private PromQl() {}

    /** Labels for metrics between two positions of the expression. */
    private record Grouped(int from, int to, Set<String> labels) {}

    public static Map<String, Set<String>> selectors(String expression) {
        String plain =
                RANGE.matcher(QUOTED.matcher(expression).replaceAll("\"\"")).replaceAll("");
        List<Grouped> groupings = groupings(plain);
        Map<String, Set<String>> found = new TreeMap<>();
        Matcher selector = SELECTOR.matcher(GROUPING.matcher(plain)
                .replaceAll(grouping -> " ".repeat(grouping.group().length())));
        while (selector.find()) {
            if (!OPERATORS.contains(selector.group(1))) {
                Set<String> labels = found.computeIfAbsent(selector.group(1), first -> new HashSet<>());
                int at = selector.start();
                groupings.stream()
                        .filter(grouped -> grouped.from() <= at && at < grouped.to())
                        .forEach(grouped -> labels.addAll(grouped.labels()));
                Matcher matchers = MATCHER.matcher(selector.group(2) == null ? "" : selector.group(2));
                while (matchers.find()) {
                    labels.add(matchers.group(1));
                }
            }
        }
        return found;
    }

    /** {@code sum by (a) (...)} applies to its operand; any other grouping to the whole expression. */
    private static List<Grouped> groupings(String plain) {
        List<Grouped> found = new ArrayList<>();
        Matcher grouping = GROUPING.matcher(plain);
        while (grouping.find()) {
            Set<String> labels = new HashSet<>();
            Matcher words = WORD.matcher(grouping.group(1));
            while (words.find()) {
                labels.add(words.group());
            }
            String rest = plain.substring(grouping.end());
            int blanks = rest.length() - rest.stripLeading().length();
            found.add(
                    rest.stripLeading().startsWith("(")
                            ? new Grouped(grouping.end(), closing(plain, grouping.end() + blanks), labels)
                            : new Grouped(0, plain.length(), labels));
        }
        return found;
    }

    private static int closing(String plain, int opening) {
        int depth = 0;
        for (int i = opening; i < plain.length(); i++) {
            depth += plain.charAt(i) == '(' ? 1 : plain.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("not closed: " + plain);
    }
}
