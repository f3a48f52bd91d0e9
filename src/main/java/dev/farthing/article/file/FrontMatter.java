package dev.farthing.article.file;

import dev.farthing.article.markdown.PlainText;
import dev.farthing.article.markdown.Warning;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a file says of its text before it: YAML between {@code ---} lines, TOML between {@code +++} lines, a JSON object, keys
 * without any fence, or one of these in a comment, as in Hugo, Zola, Jekyll, Eleventy, Hexo, Pelican, Nikola, MDN and Ghost.
 *
 * <p>Blank lines, byte order marks and characters that nobody sees may stand before it. What may be front matter and cannot be
 * read for certain is refused: as text it would be sold with what it holds back.
 *
 * <p>Scalars stay strings: {@code price: 0.10} is no float, {@code version: 1.10} keeps its last digit.
 */
public final class FrontMatter {
    /** UTF-8 bytes: a hundred times the usual, and cheap to parse. */
    static final int MAX_BYTES = 64 * 1024;

    /** Levels of lists and maps, the front matter itself included. */
    static final int MAX_DEPTH = 20;

    private static final String UNSTORABLE = "a null byte or half of a surrogate pair, which cannot be stored.";

    private FrontMatter() {}

    /** @param values String, List, Map with String keys, or null, in file order */
    public record Document(Map<String, Object> values, String body, List<Warning> warnings) {
        Document(Map<String, Object> values, String body) {
            this(values, body, List.of());
        }
    }

    /**
     * Drops byte order marks. The last of duplicate keys wins in YAML, as in Jekyll, and in JSON, except where it contradicts one
     * that the sale hangs on.
     *
     * @throws Problem {@code invalid_front_matter} naming the line; {@code invalid_text}
     */
    public static Document split(String content) {
        String file = withoutMarks(content);
        requireStorable(file);
        Document document = read(file, true);
        int text = document == null ? 0 : file.length() - document.body().length();
        MisplacedFrontMatter.refuse(file, text, document == null);
        if (document == null) {
            MisplacedFrontMatter.refuseBlock(file);
        } else {
            boolean bare = !document.warnings().isEmpty();
            MisplacedFrontMatter.refuseBelow(
                    file, text, bare || document.values().isEmpty());
        }
        return document == null ? new Document(Map.of(), file) : document;
    }

    /** Null if the file starts with text. */
    private static Document read(String file, boolean comments) {
        int line = Lines.firstShownLine(file, 0);
        int start = Lines.firstShown(file, line);
        if (start == file.length()) {
            return null;
        }
        Fence fence = Fence.at(file, line);
        if (fence != null) {
            return fence.read(file, line);
        } else if (file.startsWith("{", start)) {
            return json(file, start);
        } else if (comments && file.startsWith("<!--", start)) {
            return comment(file, start);
        }
        return BareMetadata.read(file, line);
    }

    private static Document json(String file, int start) {
        String text = file.substring(start);
        if (!FrontMatterJackson.startsLikeJson(text)) {
            MisplacedFrontMatter.refuseObject(file, start);
            return null;
        }
        FrontMatterJackson.Json json = FrontMatterJackson.readJson(text, Lines.number(file, start) - 1);
        int end = start + json.end();
        int rest = Lines.next(file, end);
        if (Lines.bare(file.substring(end, rest)).isEmpty()) {
            bounded(file, start, end);
            return new Document(json.values(), file.substring(rest));
        }
        if (json.values().keySet().stream().map(FrontMatterKeys::name).anyMatch(FrontMatterNames::isKnown)) {
            throw unreadable(Lines.number(file, end), "text follows the JSON object on the same line");
        }
        // Prose may start with an object: {"a":1} is JSON.
        return null;
    }

    /** As Hugo's and Nikola's files have it: nobody who reads the text sees it. */
    private static Document comment(String file, int start) {
        int close = file.indexOf("-->", start);
        String inner = file.substring(start + 4, close < 0 ? file.length() : close);
        String linesAbove = "\n".repeat(Lines.number(file, start) - 1);
        Document document = read(linesAbove + inner, false);
        if (document == null) {
            // The first line of a comment may be about it.
            document = read(linesAbove + "\n" + inner.substring(Lines.next(inner, 0)), false);
        }
        if (document == null) {
            return null;
        }
        if (close < 0) {
            throw unreadable(Lines.number(file, start), "the comment that starts here has no end");
        }
        int rest = Lines.next(file, close);
        String sameLine = file.substring(close + 3, rest);
        return new Document(
                document.values(), file.substring(Lines.bare(sameLine).isEmpty() ? rest : close + 3));
    }

    static void requireStorable(String text) {
        int index = StrictJson.firstUnstorable(text);
        if (index >= 0) {
            throw Problem.of(ProblemCode.INVALID_TEXT, "Line " + Lines.number(text, index) + " holds " + UNSTORABLE);
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

    static String bounded(String file, int start, int end) {
        if (end - start > MAX_BYTES || file.substring(start, end).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw unreadable(Lines.number(file, Lines.firstShown(file, 0)), "it is longer than 64 KiB");
        }
        return file.substring(start, end);
    }

    private static String withoutMarks(String text) {
        int start = 0;
        while (text.startsWith("\uFEFF", start)) {
            start++;
        }
        return text.substring(start);
    }
}
