package dev.farthing.article.file.export;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/**
 * {@code [gallery ids="1,2"]}, {@code [caption]…[/caption]}: those that carry code become code, others lose their tags and keep
 * the text between. What looks like none, such as "[sic]", stays.
 */
final class WordPressShortcodes {
    private static final Set<String> CODE = Set.of(
            "code", "sourcecode", "source", "highlight", "crayon", "cc", "php", "html", "css", "js", "sql", "bash");

    /** WordPress' own without attributes, and the commonest of others. Names with a _ or a - are always taken for one. */
    private static final Set<String> KNOWN =
            Set.of("gallery", "caption", "embed", "audio", "video", "playlist", "toc", "contact", "youtube", "vimeo");

    private static final Pattern TOKEN = Pattern.compile(
            "(?<html><!--|</?[A-Za-z]|<!)"
                    + "|\\[(?<open>\\[?)(?<end>/?)(?<name>[A-Za-z][A-Za-z0-9_-]{0,49})(?<rest>(?:[\\s=][^\\[\\]]{0,2000})?)/?\\](?<close>\\]?)");

    private static final Pattern CLOSING = Pattern.compile("\\[/([A-Za-z][A-Za-z0-9_-]{0,49})\\]");
    private static final Pattern VERBATIM = Pattern.compile("(?i)<(pre|code|script|style|textarea|xmp)\\b");
    private static final Pattern LANGUAGE =
            Pattern.compile("\\b(?:lang|language|brush)\\s*=\\s*[\"']?([A-Za-z0-9+#.-]{1,30})");

    private final String html;
    private final String lower;
    private final Warnings warnings;
    private final Map<String, Integer> lastClosing = new HashMap<>();
    private final StringBuilder out = new StringBuilder();
    private int at;

    private WordPressShortcodes(String html, Warnings warnings) {
        this.html = html;
        this.lower = asciiLower(html);
        this.warnings = warnings;
        Matcher closing = CLOSING.matcher(html);
        while (closing.find()) {
            lastClosing.put(closing.group(1).toLowerCase(Locale.ROOT), closing.start());
        }
    }

    /** As long as the text: other letters change their length. */
    private static String asciiLower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return lower.toString();
    }

    static String replace(String html, Warnings warnings) {
        return new WordPressShortcodes(html, warnings).replaced();
    }

    private String replaced() {
        Matcher token = TOKEN.matcher(html);
        while (token.find(at)) {
            out.append(html, at, token.start());
            if (token.group("html") == null) {
                shortcode(token);
            } else {
                int end = endOfHtml(token.start());
                out.append(html, token.start(), end);
                at = end;
            }
        }
        return out.append(html.substring(at)).toString();
    }

    /** Of a comment, of a tag, or of an element whose text is not to be read. */
    private int endOfHtml(int start) {
        String closing = ">";
        if (html.startsWith("<!--", start)) {
            closing = "-->";
        } else {
            Matcher verbatim = VERBATIM.matcher(html).region(start, Math.min(html.length(), start + 12));
            if (verbatim.lookingAt()) {
                closing = "</" + verbatim.group(1).toLowerCase(Locale.ROOT);
            }
        }
        int end = lower.indexOf(closing, start + 1);
        return end < 0 ? html.length() : end + closing.length();
    }

    private void shortcode(Matcher token) {
        String name = token.group("name").toLowerCase(Locale.ROOT);
        boolean ends = !token.group("end").isEmpty();
        at = token.end();
        if (!token.group("open").isEmpty() && !token.group("close").isEmpty()) {
            out.append(token.group(), 1, token.group().length() - 1);
        } else if (!isShortcode(name, token.group("rest"))) {
            out.append(token.group());
        } else {
            out.append(token.group("open"));
            int closing = ends ? -1 : closing(name, token.end());
            if (CODE.contains(name) && closing >= 0) {
                code(name, token.group("rest"), html.substring(at, closing));
                at = closing + name.length() + 3;
            } else {
                boolean paired = ends || closing >= 0;
                warnings.add(
                        "body",
                        "[" + name + "]",
                        paired ? "A shortcode: its text stays, it is left out." : "A shortcode: left out.");
                out.append(token.group("close"));
            }
        }
    }

    private boolean isShortcode(String name, String rest) {
        return KNOWN.contains(name)
                || name.indexOf('_') > 0
                || name.indexOf('-') > 0
                || lastClosing.containsKey(name)
                || rest.indexOf('=') >= 0;
    }

    private int closing(String name, int from) {
        return lastClosing.getOrDefault(name, -1) < from ? -1 : lower.indexOf("[/" + name + "]", from);
    }

    /** The visual editor writes code as HTML, the other one as it is. */
    private void code(String name, String rest, String code) {
        Matcher language = LANGUAGE.matcher(rest);
        boolean named = !Set.of("code", "sourcecode", "source", "highlight", "crayon", "cc")
                .contains(name);
        String shown = named ? name : language.find() ? language.group(1) : null;
        String trimmed = code.replaceFirst("^[ \\t]*\\n", "").replaceFirst("\\n[ \\t]*$", "");
        String text = trimmed.contains("<") || !trimmed.matches("(?s).*&(lt|gt|amp|quot|#\\d{1,6});.*")
                ? Entities.escape(trimmed)
                : trimmed;
        out.append("\n\n<pre><code")
                .append(shown == null ? "" : " class=\"language-" + shown + "\"")
                .append('>')
                .append(text)
                .append("</code></pre>\n\n");
    }
}
