package dev.farthing.article.file;

import dev.farthing.article.file.FrontMatter.Document;
import dev.farthing.article.markdown.Warning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keys at the start of the file without a fence: of MultiMarkdown and Pelican up to a blank line, of Hexo up to a line of
 * {@code ---}, of Nikola behind two dots.
 */
final class BareMetadata {
    private static final Pattern KEY =
            Pattern.compile("(?:\\.\\. )?(?<key>[\\p{L}_][\\p{L}\\p{N}_. -]{0,60}?)\\s*+:{1,2}(?:\\s+(?<value>.*))?");

    private static final Pattern GLUED = Pattern.compile("(?<key>[\\p{L}_][\\p{L}\\p{N}_-]*):[\\p{L}\\p{N}].*");

    private static final Pattern TOML = Pattern.compile("(?<key>[\\p{L}_][\\w.-]{0,60})\\s*=\\s*(?<value>\\S.*)");

    private static final Pattern TABLE = Pattern.compile("\\[\\[?[\\w.-]{1,60}]?]");

    private static final Pattern QUOTED = Pattern.compile("\"(?<key>[\\w -]{1,60})\"\\s*[:=].*");

    /** Files that are no Markdown. */
    private static final Pattern ORG = Pattern.compile("#\\+(?<key>[A-Za-z_]+):.*");

    private static final Pattern FIELD = Pattern.compile(":(?<key>[\\w -]{1,60}):(?:\\s.*)?");

    private BareMetadata() {}

    /** Null if the file starts with text. */
    static Document read(String file, int line) {
        String first = Lines.bare(Lines.at(file, line));
        refuseOtherLanguages(file, line, first);
        if (!KEY.matcher(first).matches()) {
            Matcher glued = GLUED.matcher(first);
            if (glued.matches() && FrontMatterNames.isOfSale(FrontMatterKeys.name(glued.group("key")))) {
                throw FrontMatter.unreadable(Lines.number(file, line), "a space belongs behind the colon of a key");
            }
            return null;
        }
        int closed = closingLine(file, line);
        if (closed >= 0) {
            String block = Lines.unified(FrontMatter.bounded(file, line, closed), file, line);
            Map<String, Object> values = FrontMatterYaml.read(block, Lines.number(file, line) - 1);
            return isEnough(values) ? new Document(values, file.substring(Lines.next(file, closed))) : null;
        }
        return paragraph(file, line);
    }

    private static void refuseOtherLanguages(String file, int line, String first) {
        int number = Lines.number(file, line);
        Matcher org = ORG.matcher(first);
        if (org.matches() && FrontMatterNames.isKnown(FrontMatterKeys.name(org.group("key")))) {
            throw FrontMatter.unreadable(number, "it is a header of Org mode, and the text must be Markdown");
        }
        if (isField(first)
                || first.startsWith("= ") && isFieldOrAttribute(Lines.bare(Lines.at(file, Lines.next(file, line))))) {
            throw FrontMatter.unreadable(
                    number, "it is a header of AsciiDoc or reStructuredText, and the text must be Markdown");
        }
        Matcher quoted = QUOTED.matcher(first);
        if (quoted.matches() && FrontMatterNames.isKnown(FrontMatterKeys.name(quoted.group("key")))) {
            throw FrontMatter.unreadable(number, "a key in quotes needs a line of --- or a brace before it");
        }
        boolean table = TABLE.matcher(first).matches();
        Matcher toml = TOML.matcher(table ? Lines.bare(Lines.at(file, Lines.next(file, line))) : first);
        if (toml.matches()
                && FrontMatterNames.isKnown(FrontMatterKeys.name(toml.group("key")))
                && toml.group("value").matches("[\"'\\[\\d{].*|(?i:true|false)")) {
            throw FrontMatter.unreadable(number, "TOML needs a line of +++ before and after it");
        }
    }

    private static boolean isField(String line) {
        Matcher field = FIELD.matcher(line);
        return field.matches() && FrontMatterNames.isKnown(FrontMatterKeys.name(field.group("key")));
    }

    private static boolean isFieldOrAttribute(String line) {
        return FIELD.matcher(line).matches() || line.matches(":[\\w!-]+:.*");
    }

    /** -1 unless a line of {@code ---} ends lines of YAML. */
    private static int closingLine(String file, int start) {
        for (int line = start; line < file.length(); line = Lines.next(file, line)) {
            String text = Lines.at(file, line);
            String bare = Lines.bare(text);
            if (bare.equals("---")) {
                return line;
            }
            boolean yaml = bare.isEmpty()
                    || bare.startsWith("#")
                    || bare.startsWith("- ")
                    || !bare.startsWith(".. ") && KEY.matcher(bare).matches()
                    || line > start && Lines.firstShown(text, 0) > 0;
            if (!yaml) {
                return -1;
            }
        }
        return -1;
    }

    /** Null if it is not one of keys alone. */
    static Document paragraph(String file, int start) {
        Map<String, String> texts = new LinkedHashMap<>();
        int line = start;
        String last = null;
        boolean mixed = false;
        boolean contradicts = false;
        boolean writtenOtherwise = false;
        for (; line < file.length() && !Lines.bare(Lines.at(file, line)).isEmpty(); line = Lines.next(file, line)) {
            String text = Lines.at(file, line);
            Matcher key = KEY.matcher(Lines.bare(text));
            if (key.matches()) {
                last = key.group("key");
                String value = key.group("value") == null ? "" : Lines.bare(key.group("value"));
                contradicts |= FrontMatterNames.isContradiction(last, texts.put(last, value), value);
            } else if (last != null && Lines.firstShown(text, 0) > 0 && line - start < FrontMatter.MAX_BYTES) {
                texts.merge(last, Lines.bare(text), (before, more) -> before.isEmpty() ? more : before + " " + more);
            } else {
                mixed = true;
                writtenOtherwise |= isOtherKeyOfSale(Lines.bare(text));
            }
        }
        boolean sells = writtenOtherwise
                || texts.keySet().stream().map(FrontMatterKeys::name).anyMatch(FrontMatterNames::isOfSale);
        if (sells && (mixed || contradicts)) {
            throw FrontMatter.unreadable(
                    Lines.number(file, start),
                    mixed
                            ? "keys stand in the first paragraph of the text; front matter stands between two lines of ---"
                            : "a key of the first paragraph stands there a second time, with another value");
        }
        if (mixed || !isEnough(texts)) {
            return null;
        }
        FrontMatter.bounded(file, start, line);
        int linesAbove = Lines.number(file, start) - 1;
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((key, text) -> values.put(key, value(text, linesAbove)));
        return new Document(values, file.substring(Lines.next(file, line)), List.of(read(Lines.at(file, start))));
    }

    /** As TOML has it, or without the space behind the colon. */
    private static boolean isOtherKeyOfSale(String line) {
        return Stream.of(TOML, GLUED)
                .map(pattern -> pattern.matcher(line))
                .anyMatch(key -> key.matches() && FrontMatterNames.isOfSale(FrontMatterKeys.name(key.group("key"))));
    }

    private static Warning read(String line) {
        FrontMatterWarnings warnings = new FrontMatterWarnings();
        warnings.add(
                "body",
                Lines.bare(line),
                "The lines up to the first blank one are front matter; two lines of --- before them keep them as text.");
        return warnings.list().get(0);
    }

    /** Lists and quotes are as in YAML; elsewhere a number sign is no comment. */
    private static Object value(String text, int linesAbove) {
        if (text.isEmpty()) {
            return null;
        }
        return text.matches("[\"'\\[{].*")
                ? FrontMatterYaml.read("v: " + text, linesAbove).get("v")
                : FrontMatter.storable(text);
    }

    /** Texts rarely start with a title or with what a sale hangs on, nor with several lines of keys. */
    private static boolean isEnough(Map<String, ?> values) {
        List<String> names = values.keySet().stream().map(FrontMatterKeys::name).toList();
        return names.stream().anyMatch(name -> FrontMatterNames.isOfSale(name) || name.equals("title"))
                || names.size() > 1 && names.stream().anyMatch(FrontMatterNames::isKnown);
    }
}
