package dev.farthing.article.file.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** An export sent as one article would become an empty draft, or a page of code for sale. Refuses only what is certain. */
public final class Misplaced {
    private static final int START = 64 * 1024;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> OF_EXPORTS = Set.of("db", "data", "posts");

    /** One of these makes JSON the front matter of an article without text. */
    private static final Set<String> OF_FRONT_MATTER = Set.of(
            "title",
            "slug",
            "url",
            "date",
            "draft",
            "price",
            "tags",
            "categories",
            "author",
            "authors",
            "summary",
            "description",
            "excerpt",
            "language",
            "lang",
            "status",
            "published",
            "publishdate",
            "published_at",
            "publishedat",
            "layout",
            "type",
            "weight",
            "metadata",
            "permalink",
            "aliases",
            "image",
            "keywords");

    private static final Pattern XML = Pattern.compile("\\s*<(\\?xml|rss|feed)[\\s>]", Pattern.CASE_INSENSITIVE);

    private Misplaced() {}

    /** @throws Problem {@code invalid_field} */
    public static void check(byte[] file) {
        byte[] start = Arrays.copyOf(file, Math.min(START, file.length));
        ExportKind kind = ExportKind.of(start);
        boolean misplaced =
                switch (kind) {
                    case ZIP, GZIP, MOVABLE_TYPE -> true;
                    case XML -> XML.matcher(text(start)).lookingAt();
                    case JSON -> isOnlyJson(file);
                    case HTML, OTHER -> false;
                };
        if (misplaced) {
            throw problem("This is " + kind.words() + ", not one article");
        }
    }

    /** @throws Problem {@code invalid_field} if an object of JSON has the form of an export */
    public static void checkKeys(Set<String> keys) {
        if (OF_EXPORTS.stream().anyMatch(keys::contains) && !keys.contains("title") && !keys.contains("body")) {
            throw problem("This JSON has the form of an export, not of one article");
        }
    }

    private static Problem problem(String what) {
        return Problem.at(ProblemCode.INVALID_FIELD, "body", what + ". " + ExportKind.SUPPORTED);
    }

    private static String text(byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** JSON from end to end, which is an export, or holds nothing of an article. */
    private static boolean isOnlyJson(byte[] file) {
        try (JsonParser parser = JSON.createParser(file)) {
            Set<String> keys = new HashSet<>();
            boolean list = parser.nextToken() == JsonToken.START_ARRAY;
            if (list) {
                // [1] and [link] are Markdown.
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return false;
                }
                parser.skipChildren();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    parser.skipChildren();
                }
            } else {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    keys.add(parser.currentName().toLowerCase(Locale.ROOT));
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
            return parser.nextToken() == null && (list || isForeign(keys));
        } catch (IOException notJson) {
            return false;
        }
    }

    private static boolean isForeign(Set<String> keys) {
        boolean article = keys.contains("title") || keys.contains("body");
        return !keys.isEmpty()
                && (OF_EXPORTS.stream().anyMatch(keys::contains) && !article
                        || keys.stream().noneMatch(OF_FRONT_MATTER::contains) && !article);
    }
}
