package dev.farthing.article;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Splits a Markdown file into front matter and body, as Jekyll, Hugo, MDN and Ghost write them: YAML between
 * {@code ---} lines, TOML between {@code +++} lines, or a JSON object, at the very start of the file.
 *
 * <p>Every scalar is a string as written: {@code price: 0.10} is the text "0.10" and never a float, and
 * {@code version: 1.10} keeps its last digit.
 */
final class FrontMatter {
    /** Largest front matter in UTF-8 bytes: a hundred times the usual, and cheap to parse. */
    static final int MAX_BYTES = 64 * 1024;

    /** Deepest nesting of lists and maps; the front matter itself is the first level. */
    static final int MAX_DEPTH = 20;

    /** A first line that tells front matter without its end from prose under a thematic break. */
    private static final Pattern YAML_KEY = Pattern.compile("[\"']?[\\p{L}_][\\p{L}\\p{N}_.-]*[\"']?\\s*:(\\s.*)?");

    private static final Pattern TOML_KEY =
            Pattern.compile("(\\[.*]|[\"']?[\\p{L}_][\\p{L}\\p{N}_.-]*[\"']?\\s*=.*)\\s*");

    private static final String UNSTORABLE = "a null byte or half of a surrogate pair, which cannot be stored.";

    private FrontMatter() {}

    /**
     * A file in two parts.
     *
     * @param values front matter in file order; values are String, List, Map with String keys, or null for an empty
     *     value
     * @param body the text after the front matter, unchanged
     */
    record Document(Map<String, Object> values, String body) {}

    /**
     * Splits {@code text}; without front matter all of it is body. A byte order mark is dropped; lines end in LF, CRLF
     * or CR. Of duplicate keys the last one wins, as in Jekyll: files are accepted unchanged.
     *
     * @throws Problem {@code invalid_front_matter} naming the line; {@code invalid_text} for null bytes and half
     *     surrogate pairs anywhere in the file, so the result can always be stored
     */
    static Document split(String text) {
        String file = text.startsWith("\uFEFF") ? text.substring(1) : text;
        requireStorable(file);
        if (lineIs("---", file, 0)) {
            return fenced(file, "---", "...", YAML_KEY, FrontMatterYaml::read);
        }
        if (lineIs("+++", file, 0)) {
            return fenced(file, "+++", "+++", TOML_KEY, FrontMatterJackson::readToml);
        }
        return FrontMatterJackson.startsLikeJson(file) ? json(file) : new Document(Map.of(), file);
    }

    /**
     * Refuses text that PostgreSQL cannot store.
     *
     * @throws Problem {@code invalid_text} naming the line
     */
    static void requireStorable(String text) {
        int index = StrictJson.firstUnstorable(text);
        if (index >= 0) {
            throw Problem.of(ProblemCode.INVALID_TEXT, "Line " + lineOf(text, index) + " holds " + UNSTORABLE);
        }
    }

    /** The same for a parsed value, whose escapes such as {@code "\0"} no longer have a line. */
    static String storable(String value) {
        if (StrictJson.firstUnstorable(value) >= 0) {
            throw Problem.of(ProblemCode.INVALID_TEXT, "A string of the front matter holds " + UNSTORABLE);
        }
        return value;
    }

    /** A syntax error; {@code line} counts from 1 in the file, {@code reason} is a clause. */
    static Problem unreadable(int line, String reason) {
        return Problem.of(
                ProblemCode.INVALID_FRONT_MATTER,
                "The front matter cannot be read at line " + line + ": " + reason + ".");
    }

    /** A library's message as such a clause: its first sentence, on one line, cut at 160 characters. */
    static String clause(String message) {
        String sentence = message.lines().findFirst().orElse("").split("\\. ", 2)[0];
        return MarkdownExcerpt.fold(sentence.length() > 160 ? sentence.substring(0, 160) + "…" : sentence);
    }

    private static Document fenced(
            String file, String fence, String otherEnd, Pattern key, Function<String, Map<String, Object>> reader) {
        int start = nextLine(file, 0);
        for (int line = start; line < file.length(); line = nextLine(file, line)) {
            if (lineIs(fence, file, line) || lineIs(otherEnd, file, line)) {
                return new Document(reader.apply(bounded(file, start, line)), file.substring(nextLine(file, line)));
            }
        }
        if (key.matcher(firstContent(file, start)).matches()) {
            throw unreadable(1, "it starts here, and no line of " + fence + " ends it");
        }
        return new Document(Map.of(), file);
    }

    private static Document json(String file) {
        FrontMatterJackson.Json json = FrontMatterJackson.readJson(file);
        int rest = nextLine(file, json.end());
        // Prose may start with an object: {"a":1} is JSON.
        if (!file.substring(json.end(), rest).isBlank()) {
            return new Document(Map.of(), file);
        }
        bounded(file, 0, json.end());
        return new Document(json.values(), file.substring(rest));
    }

    private static String bounded(String file, int start, int end) {
        String block = file.substring(start, end);
        if (block.length() > MAX_BYTES || block.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw unreadable(1, "it is longer than 64 KiB");
        }
        return block;
    }

    /** The first line after {@code start} that is neither blank nor a comment, or "". */
    private static String firstContent(String file, int start) {
        for (int line = start; line < file.length(); line = nextLine(file, line)) {
            String content = file.substring(line, nextLine(file, line)).stripTrailing();
            if (!content.isBlank() && !content.startsWith("#")) {
                return content;
            }
        }
        return "";
    }

    private static boolean lineIs(String mark, String file, int line) {
        return file.startsWith(mark, line)
                && file.substring(line + mark.length(), nextLine(file, line)).isBlank();
    }

    /** The index of the line after the one at {@code from}. */
    private static int nextLine(String file, int from) {
        for (int i = from; i < file.length(); i++) {
            char c = file.charAt(i);
            if (c == '\n' || c == '\r') {
                return c == '\r' && file.startsWith("\n", i + 1) ? i + 2 : i + 1;
            }
        }
        return file.length();
    }

    /** The line number of {@code index}, from 1. */
    static int lineOf(String file, int index) {
        int line = 1;
        for (int next = nextLine(file, 0); next <= index && next < file.length(); next = nextLine(file, next)) {
            line++;
        }
        return line;
    }
}
