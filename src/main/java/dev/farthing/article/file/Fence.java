package dev.farthing.article.file;

import dev.farthing.article.file.FrontMatter.Document;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that starts front matter.
 *
 * @param mark its closing line is the same
 * @param language as the line names it, or that of the mark
 * @param isNamed the line names the language
 * @param indent columns before the mark
 */
record Fence(String mark, String language, boolean isNamed, int indent) {
    private static final Pattern LINE =
            Pattern.compile("(?<mark>---|\\+\\+\\+|;;;)\\s*(?<language>[A-Za-z][A-Za-z0-9]*)?\\s*(?:#.*)?");

    private static final Map<String, String> LANGUAGES =
            Map.of("---", "yaml", "+++", "toml", ";;;", "json", "yml", "yaml");

    private static final Set<String> READ = Set.of("yaml", "toml", "json");

    private static final Set<String> OTHERS = Set.of(
            "js", "javascript", "node", "ts", "coffee", "coffeescript", "cson", "json5", "hjson", "xml", "ini", "edn");

    /** Null if the line is none. */
    static Fence at(String file, int line) {
        Matcher fence = LINE.matcher(Lines.bare(Lines.at(file, line)));
        if (!fence.matches()) {
            return null;
        }
        String mark = fence.group("mark");
        boolean named = fence.group("language") != null;
        String word = named ? fence.group("language").toLowerCase(Locale.ROOT) : mark;
        String language = LANGUAGES.getOrDefault(word, word);
        if (OTHERS.contains(language)) {
            throw FrontMatter.unreadable(
                    Lines.number(file, line), "it is " + language + ", and only YAML, TOML and JSON are read");
        }
        return READ.contains(language) ? new Fence(mark, language, named, indent(file, line)) : null;
    }

    /** Null if what stands between two thematic breaks is prose. */
    Document read(String file, int line) {
        int start = Lines.next(file, line);
        for (int end = start; end < file.length(); end = Lines.next(file, end)) {
            if (closes(file, end)) {
                String block = Lines.unified(FrontMatter.bounded(file, start, end), file, line);
                return isProse(block)
                        ? null
                        : new Document(values(block, file, line), file.substring(Lines.next(file, end)));
            }
        }
        if (isNamed || hasKeys(file, start)) {
            throw FrontMatter.unreadable(
                    Lines.number(file, line), "it starts here, and no line of " + mark + " ends it");
        }
        return null;
    }

    private Map<String, Object> values(String block, String file, int line) {
        int linesAbove = Lines.number(file, line);
        return switch (language) {
            case "toml" -> FrontMatterJackson.readToml(block, linesAbove);
            case "json" -> json(block, linesAbove);
            default -> FrontMatterYaml.read(block, linesAbove);
        };
    }

    /** Hexo's has no braces. */
    private static Map<String, Object> json(String block, int linesAbove) {
        String object = Lines.bare(block).startsWith("{") ? block : "{" + block + "}";
        int start = Lines.firstShown(object, 0);
        FrontMatterJackson.Json json =
                FrontMatterJackson.readJson(object.substring(start), linesAbove + Lines.number(object, start) - 1);
        if (!Lines.bare(object.substring(start + json.end())).isEmpty()) {
            throw FrontMatter.unreadable(
                    linesAbove + Lines.number(object, start + json.end()), "text follows the JSON object");
        }
        return json.values();
    }

    /** A deeper mark is part of a text in the front matter. */
    private boolean closes(String file, int line) {
        String text = Lines.at(file, line);
        int shown = Lines.firstShown(text, 0);
        if (!text.startsWith(mark, shown) && !(language.equals("yaml") && text.startsWith("...", shown))
                || indent(file, line) > indent) {
            return false;
        }
        String rest = text.substring(shown + mark.length());
        return Lines.bare(rest).isEmpty() || rest.matches("\\s+#.*");
    }

    private static int indent(String file, int line) {
        String text = Lines.at(file, line);
        String before = text.substring(0, Lines.firstShown(text, 0));
        return (int) before.chars()
                .filter(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
                .count();
    }

    private boolean isProse(String block) {
        String first = MisplacedFrontMatter.firstContent(block, 0);
        return mark.equals("---")
                && !isNamed
                && !first.isEmpty()
                && !first.matches("(?s)(?:[-?] |[{&]|!(?!\\[)).*")
                && block.lines().noneMatch(FrontMatterNames::isKeyLine);
    }

    private boolean hasKeys(String file, int start) {
        String first = MisplacedFrontMatter.firstContent(file, start);
        return FrontMatterNames.isKeyLine(first)
                || mark.equals("+++") && first.startsWith("[")
                || MisplacedFrontMatter.hasKnownKey(file, start);
    }
}
