package dev.farthing.article.file;

import dev.farthing.article.markdown.PlainText;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * YAML between {@code ---} lines, TOML between {@code +++} lines or a JSON object at the start of a Markdown file, as
 * in Jekyll, Hugo, MDN and Ghost.
 *
 * <p>Scalars stay strings: {@code price: 0.10} is no float, {@code version: 1.10} keeps its last digit.
 */
public final class FrontMatter {
    /** UTF-8 bytes: a hundred times the usual, and cheap to parse. */
    static final int MAX_BYTES = 64 * 1024;

    /** Levels of lists and maps, the front matter itself included. */
    static final int MAX_DEPTH = 20;

    /** Tells unclosed front matter from prose under a thematic break. */
    private static final Pattern YAML_KEY = Pattern.compile("[\"']?[\\p{L}_][\\p{L}\\p{N}_.-]*[\"']?\\s*:(\\s.*)?");

    private static final Pattern TOML_KEY =
            Pattern.compile("(\\[.*]|[\"']?[\\p{L}_][\\p{L}\\p{N}_.-]*[\"']?\\s*=.*)\\s*");

    private static final String UNSTORABLE = "a null byte or half of a surrogate pair, which cannot be stored.";

    private FrontMatter() {}

    /** Values are String, List, Map with String keys, or null, in file order. */
    public record Document(Map<String, Object> values, String body) {}

    /**
     * Drops a byte order mark. The last of duplicate keys wins in YAML, as in Jekyll, and in JSON.
     *
     * @throws Problem {@code invalid_front_matter} naming the line; {@code invalid_text}
     */
    public static Document split(String text) {
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

    static void requireStorable(String text) {
        int index = StrictJson.firstUnstorable(text);
        if (index >= 0) {
            throw Problem.of(ProblemCode.INVALID_TEXT, "Line " + lineOf(text, index) + " holds " + UNSTORABLE);
        }
    }

    /** Escapes such as {@code "\0"} have no line. */
    static String storable(String value) {
        if (StrictJson.firstUnstorable(value) >= 0) {
            throw Problem.of(ProblemCode.INVALID_TEXT, "A string of the front matter holds " + UNSTORABLE);
        }
        return value;
    }

    /** {@code line} counts from 1; {@code reason} is a clause. */
    static Problem unreadable(int line, String reason) {
        return Problem.of(
                ProblemCode.INVALID_FRONT_MATTER,
                "The front matter cannot be read at line " + line + ": " + reason + ".");
    }

    /** At most 160 characters. */
    static String clause(String message) {
        String sentence = message.lines().findFirst().orElse("").split("\\. ", 2)[0];
        return PlainText.fold(sentence.length() > 160 ? sentence.substring(0, 160) + "…" : sentence);
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

    /** Skips blank lines and comments. */
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

    private static int nextLine(String file, int from) {
        for (int i = from; i < file.length(); i++) {
            char c = file.charAt(i);
            if (c == '\n' || c == '\r') {
                return c == '\r' && file.startsWith("\n", i + 1) ? i + 2 : i + 1;
            }
        }
        return file.length();
    }

    /** From 1. */
    static int lineOf(String file, int index) {
        int line = 1;
        for (int next = nextLine(file, 0); next <= index && next < file.length(); next = nextLine(file, next)) {
            line++;
        }
        return line;
    }
}
