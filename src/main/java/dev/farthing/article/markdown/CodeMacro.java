package dev.farthing.article.markdown;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes Markdown's own code of what a macro holds, byte for byte. */
final class CodeMacro {
    private static final Set<String> NAMES = Set.of(
            "highlight",
            "code",
            "codeblock",
            "code-block",
            "code_block",
            "code-toggle",
            "code-snippet",
            "prism",
            "mermaid");

    /** Each line is repeated with its quote marks and blanks. */
    private static final int MAX_MARGIN_CHARS = 2 * MarkdownParser.MAX_CHARS;

    private static final Pattern LANGUAGE = Pattern.compile("[\\p{L}\\p{N}_+#.-]{1,50}");

    /** Jekyll's authors keep Liquid from reading their code; Jekyll shows the code without it. */
    private static final Pattern RAW = Pattern.compile("\\{%-?\\s{0,9}+(?:end)?raw\\s{0,9}+-?%}");

    private CodeMacro() {}

    static boolean isNamed(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Hexo has {@code lang:js}, Hugo's themes {@code lang="js"}; else the first word, which for Hexo's is a title. */
    static String language(Macro macro) {
        String language = macro.argument("lang");
        language = language == null ? macro.argument("language") : language;
        List<String> values = macro.values();
        if (language == null && !values.isEmpty() && !macro.name().equals("codeblock")) {
            language = values.get(0);
        }
        if (language == null && macro.name().equals("mermaid")) {
            language = macro.name();
        }
        return language != null && LANGUAGE.matcher(language).matches() ? language : "";
    }

    static String code(String content) {
        return RAW.matcher(content).replaceAll("");
    }

    static String span(String code) {
        if (code.isBlank()) {
            return code;
        }
        String ticks = "`".repeat(longestRun(code) + 1);
        boolean pads = code.startsWith("`") || code.endsWith("`") || code.startsWith(" ") && code.endsWith(" ");
        String pad = pads ? " " : "";
        return ticks + pad + code + pad + ticks;
    }

    /**
     * A fenced block.
     *
     * @param container quote marks and blanks of the quotes and list items around it
     */
    static String block(String language, String content, String container) {
        List<String> lines = content.lines().collect(Collectors.toList());
        if (!lines.isEmpty() && lines.get(0).isBlank()) {
            lines.remove(0);
        }
        if (!lines.isEmpty() && !content.endsWith("\n") && isBlank(lines.get(lines.size() - 1), container)) {
            lines.remove(lines.size() - 1);
        }
        boolean within = lines.stream().allMatch(line -> line.isBlank() || contentStart(line, container) >= 0);
        if ((long) container.length() * lines.size() > MAX_MARGIN_CHARS) {
            throw MarkdownParser.refused("it has code of too many lines in too many quotes or lists");
        }
        String fence = "`".repeat(Math.max(3, longestRun(content) + 1));
        StringBuilder block = new StringBuilder(fence).append(language).append('\n');
        for (String line : lines) {
            int start = within ? contentStart(line, container) : 0;
            block.append(container)
                    .append(line, start < 0 ? line.length() : start, line.length())
                    .append('\n');
        }
        return block.append(container).append(fence).toString();
    }

    private static boolean isBlank(String line, String container) {
        return line.substring(Math.max(0, contentStart(line, container))).isBlank();
    }

    /** Where a line's text begins in its container, or -1 for a line that is not within. */
    private static int contentStart(String line, String container) {
        int at = 0;
        int gap = 0;
        for (char c : container.toCharArray()) {
            if (c != '>') {
                gap++;
                continue;
            }
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
            if (at == line.length() || line.charAt(at) != '>') {
                return -1;
            }
            at++;
            gap = 0;
        }
        boolean afterQuote = at > 0;
        for (int i = 0; i < gap; i++) {
            if (at < line.length() && line.charAt(at) == '\t') {
                return at + 1;
            }
            if (at == line.length() || line.charAt(at) != ' ') {
                // The blank after a quote mark is optional.
                return afterQuote && gap == 1 ? at : -1;
            }
            at++;
        }
        return at;
    }

    private static int longestRun(String code) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
