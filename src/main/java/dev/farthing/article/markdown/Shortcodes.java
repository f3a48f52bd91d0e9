package dev.farthing.article.markdown;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The macros of other tools, before a text is parsed: Farthing runs none of them.
 *
 * <p>One that holds code becomes a code block; one that stands for a word becomes the word; of a pair the tags go and
 * the text stays; any other is left out. An opening without an end, or an end alone, of one that holds code stays
 * visible. Code is never touched.
 */
final class Shortcodes extends MarkdownPass {
    private static final Set<String> VERBATIM = Set.of("raw", "verbatim");
    private static final String COMMENT = "comment";

    private static final int MAX_ESCAPED_CHARS = 500;
    private static final int MAX_EMPHASIS = 3;

    private final Omissions omissions;
    private final MacroClosers closers;
    private final Set<String> opened = new HashSet<>();

    /** Where a verbatim macro ends: until there, macros are text. */
    private Map.Entry<Integer, Integer> verbatim;

    private Shortcodes(String markdown, Omissions omissions) {
        super(markdown);
        this.omissions = omissions;
        this.closers = new MacroClosers(markdown);
    }

    static String replaced(String markdown, Omissions omissions) {
        return markdown.contains("{{") || markdown.contains("{%")
                ? new Shortcodes(markdown, omissions).rewritten()
                : markdown;
    }

    @Override
    int rewrite(int i) {
        char c = text.charAt(i);
        if (verbatim != null && i >= verbatim.getKey()) {
            int end = verbatim.getValue();
            boolean isEnd = i == verbatim.getKey();
            verbatim = null;
            if (isEnd) {
                return lost(end);
            }
        }
        if (c == '$' || c == '\\') {
            int end = MathSpan.end(this, i);
            return end > i ? copy(i, end) : i;
        }
        if (c != '{' || verbatim != null) {
            return i;
        }
        int escaped = escaped(i);
        if (escaped > i) {
            return escaped;
        }
        Macro macro = Macro.at(text, i);
        return macro == null ? i : rewrite(macro, i);
    }

    private int rewrite(Macro macro, int i) {
        String name = macro.name();
        boolean holds = macro.kind() != Macro.Kind.OUTPUT
                && !closesItself(macro)
                && (CodeMacro.isNamed(name) || VERBATIM.contains(name) || COMMENT.equals(name));
        if (holds) {
            Map.Entry<Integer, Integer> closer = macro.closes() ? null : closers.of(macro);
            return closer == null ? visible(macro, i) : held(macro, closer);
        }
        if (macro.closes()) {
            if (!name.isEmpty() && !opened.contains(name)) {
                omissions.add(macro.shown(), "This ends nothing; it is left out.");
            }
            return lost(macro.end());
        }
        if (MacroAddress.isIn(out, outLineStart())) {
            if (!MacroAddress.isWhole(macro)) {
                omissions.add(
                        macro.shown(), "Macros are not run; the address has only the name that stands in this one.");
            }
            out.append(MacroAddress.of(macro));
            return macro.end();
        }
        String word = MdnMacro.text(macro);
        if (word != null) {
            out.append(word);
            return macro.end();
        }
        opened.add(name);
        boolean pair = closers.of(macro) != null;
        omissions.add(
                macro.shown(),
                pair
                        ? "Macros are not run; its tags are left out, and the text between them stays."
                        : "Macros are not run; this one is left out.");
        return lost(pair ? macro.end() : afterEmphasis(macro.end()));
    }

    /** {@code {{< code-toggle config=x />}}}: it has no other half. */
    private boolean closesItself(Macro macro) {
        return text.charAt(macro.end() - macro.kind().close.length() - 1) == '/';
    }

    /** Of {@code **{{ x }}**} the marks go, too, which would be text around nothing. */
    private int afterEmphasis(int end) {
        char mark = out.length() > outLineStart() ? out.charAt(out.length() - 1) : ' ';
        if (mark != '*' && mark != '_') {
            return end;
        }
        int before = 0;
        while (before <= MAX_EMPHASIS
                && before < out.length() - outLineStart()
                && out.charAt(out.length() - 1 - before) == mark) {
            before++;
        }
        int after = 0;
        while (after <= MAX_EMPHASIS && end + after < text.length() && text.charAt(end + after) == mark) {
            after++;
        }
        if (before != after || before > MAX_EMPHASIS) {
            return end;
        }
        out.setLength(out.length() - before);
        return end + after;
    }

    private int held(Macro macro, Map.Entry<Integer, Integer> closer) {
        if (VERBATIM.contains(macro.name())) {
            verbatim = closer;
            return lost(macro.end());
        }
        if (COMMENT.equals(macro.name())) {
            omissions.add(macro.shown(), "A comment; it is left out.");
            return lost(closer.getValue());
        }
        String content = CodeMacro.code(text.substring(macro.end(), closer.getKey()));
        int end = closer.getValue();
        int lineEnd = lineEnd(end);
        boolean startsLine = isOutLineBlank();
        boolean endsLine = isBlank(end, lineEnd);
        if (content.indexOf('\n') < 0 && !(startsLine && endsLine)) {
            out.append(CodeMacro.span(content));
            return end;
        }
        String container = container();
        String gap = lines.isHtml() ? "\n" + container.stripTrailing() + "\n" + container : "\n" + container;
        if (startsLine) {
            // The blanks before a fence would be taken from each line of its code.
            restartLine(container);
        }
        if (!startsLine || lines.isHtml()) {
            append(gap);
        }
        append(CodeMacro.block(CodeMacro.language(macro), content, container));
        if (!endsLine || lines.isHtml()) {
            append(gap);
        }
        return endsLine ? lineEnd : end;
    }

    /** The quote marks and blanks that keep a line in the quotes and list items of this one. */
    private String container() {
        StringBuilder container = new StringBuilder();
        int column = 0;
        for (int i = lineStart(); i < text.length() && column < lines.contentColumn(); i++) {
            char c = text.charAt(i);
            int width = c == '\t' ? 4 - column % 4 : 1;
            container.append(c == '>' ? ">" : " ".repeat(width));
            column += width;
        }
        return container.toString();
    }

    private int visible(Macro macro, int i) {
        omissions.add(macro.shown(), "Its other half is missing; it is shown as text.");
        out.append(MarkdownText.literal(text.substring(i, macro.end())));
        return macro.end();
    }

    /** {@code {{</* x *}{@code /&gt;}}}: how Hugo and Zola write about a macro. */
    private int escaped(int i) {
        for (Macro.Kind kind : Macro.Kind.values()) {
            String open = kind.open + "/*";
            if (text.startsWith(open, i)) {
                int limit = Math.min(paragraphEnd(i), i + MAX_ESCAPED_CHARS);
                int close = i + text.substring(i, limit).indexOf("*/" + kind.close);
                if (close < i) {
                    return i;
                }
                out.append(MarkdownText.literal(kind.open + text.substring(i + open.length(), close) + kind.close));
                return close + 2 + kind.close.length();
            }
        }
        return i;
    }
}
