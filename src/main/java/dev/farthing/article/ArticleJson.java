package dev.farthing.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.farthing.article.file.Day;
import dev.farthing.article.file.FrontMatterFields;
import dev.farthing.article.markdown.PlainText;
import dev.farthing.web.JsonFields;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.StrictJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

final class ArticleJson {
    static final int MAX_TITLE = 300;
    static final int MAX_SUMMARY = 2_000;
    static final int MAX_AUTHOR = 200;
    static final int MAX_TAG = 60;
    static final int MAX_TAGS = 30;

    static final String PREVIEW =
            "How much of the text is free, as the lead of the preview: a number of words up to 500, of which it shows whole"
                    + " sentences and never more than half of a text with a price; or none. Without it the lead is of the"
                    + " first paragraph, and at most the shop's share of a text with a price, a fifth";

    static final String PLAIN = "Plain text: signs of Markdown and HTML are shown as they are";

    private ArticleJson() {}

    /**
     * Only the limit on request bodies bounds the text.
     *
     * @param zone of dates without a time
     */
    static ArticleDraft read(ObjectNode object, String currency, ZoneId zone) {
        JsonFields fields = new JsonFields(object, "")
                .only(
                        "title",
                        "summary",
                        "body",
                        "price",
                        "tags",
                        "author",
                        "language",
                        "publishedAt",
                        "expiresAt",
                        "accessPeriod",
                        "preview",
                        "status",
                        "metadata");
        return new ArticleDraft(
                title(fields),
                fields.text("summary", MAX_SUMMARY),
                fields.money("price", currency),
                tags(fields.texts("tags", MAX_TAG, MAX_TAGS)),
                fields.text("author", MAX_AUTHOR),
                language(fields.text("language", 35)),
                instant(fields, "publishedAt", day -> Day.start(day, zone)),
                instant(fields, "expiresAt", day -> Day.end(day, zone)),
                AccessPeriod.checked(fields.text("accessPeriod", 40)),
                previewWords(fields, object.get("preview")),
                status(fields.text("status", 20)),
                metadata(fields, object.get("metadata")),
                body(
                        filled(fields.text("body", Integer.MAX_VALUE), "body", fields.has("body")),
                        separator(object.get("metadata"))),
                List.of());
    }

    static List<String> tags(List<String> tags) {
        return tags == null ? null : List.copyOf(new LinkedHashSet<>(tags));
    }

    /** Checks loosely: PostgreSQL and browsers cope with unknown tags. */
    static String language(String tag) {
        if (tag == null || isLanguage(tag)) {
            return tag == null ? null : tag.replace('_', '-');
        }
        throw Problem.at(ProblemCode.INVALID_FIELD, "language", "language is a tag such as en or pt-BR.");
    }

    /**
     * Null for null.
     *
     * @throws Problem {@code invalid_parameter}
     */
    static String languageParameter(String tag) {
        if (tag != null && !isLanguage(tag)) {
            throw Problem.at(ProblemCode.INVALID_PARAMETER, "language", "language is a tag such as en or pt-BR.");
        }
        return language(tag);
    }

    static boolean isLanguage(String tag) {
        return tag.matches("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,4}");
    }

    private static Instant instant(JsonFields fields, String name, Function<LocalDate, Instant> ofDay) {
        LocalDate day = fields.instant(name) == null ? null : Day.of(fields.text(name, 40));
        return day == null ? fields.instant(name) : ofDay.apply(day);
    }

    private static String filled(String text, String name, boolean present) {
        if (present && (text == null || text.isBlank())) {
            throw Problem.at(ProblemCode.INVALID_FIELD, name, "'" + name + "' must not be empty.");
        }
        return text;
    }

    private static String title(JsonFields fields) {
        String title = fields.text("title", MAX_TITLE);
        return filled(title == null ? null : PlainText.fold(title), "title", fields.has("title"));
    }

    private static ArticleDraft.Body body(String markdown, String separator) {
        return markdown == null ? null : ArticleDraft.Body.render(markdown, separator);
    }

    /** Null if {@code metadata} names none. */
    static String separator(JsonNode metadata) {
        return metadata == null
                ? null
                : metadata.path(FrontMatterFields.SEPARATOR).textValue();
    }

    private static Integer previewWords(JsonFields fields, JsonNode value) {
        boolean none = value != null && value.isTextual() && value.textValue().equals("none");
        return none ? Integer.valueOf(0) : fields.count("preview", FrontMatterFields.MAX_PREVIEW_WORDS);
    }

    private static Article.Status status(String text) {
        if (text == null) {
            return null;
        }
        try {
            return Article.Status.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.at(ProblemCode.INVALID_FIELD, "status", "status is DRAFT, PUBLISHED or ARCHIVED.");
        }
    }

    private static String metadata(JsonFields fields, JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        fields.object("metadata");
        requireStorable(node);
        return node.toString();
    }

    private static void requireStorable(JsonNode node) {
        if (node.isTextual()) {
            StrictJson.storable("metadata", node.textValue());
        }
        node.fieldNames().forEachRemaining(name -> StrictJson.storable("metadata", name));
        node.forEach(ArticleJson::requireStorable);
    }
}
