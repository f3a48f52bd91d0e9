package dev.farthing.article.file;

import dev.farthing.article.markdown.PlainText;
import dev.farthing.article.markdown.Warning;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names are those of Jekyll, Hugo, MDN, Ghost and similar tools, in any case, with hyphens, underscores or neither; the first
 * with a value wins, except where that could sell what another holds back. Absent fields are null; keys that fill none stay in
 * metadata.
 *
 * @param warnings about values that could not be used
 */
public record FrontMatterFields(
        String title,
        String summary,
        String author,
        List<String> tags,
        String language,
        Instant publishedAt,
        Instant expiresAt,
        boolean draft,
        PriceText price,
        String accessPeriod,
        Integer previewWords,
        Map<String, Object> metadata,
        List<Warning> warnings) {

    /** Jekyll's key for an article's own mark where the free part ends; stays in the metadata. */
    public static final String SEPARATOR = "excerpt_separator";

    public static final int MAX_PREVIEW_WORDS = 500;

    /** The caller checks the range; a currency sign stands for its most common currency. */
    public record PriceText(String amount, String currencyOrNull) {}

    /**
     * @param zone of dates without one
     * @throws Problem {@code invalid_front_matter} naming the key
     */
    public static FrontMatterFields of(Map<String, Object> values, ZoneId zone, Instant now) {
        FrontMatterKeys keys = new FrontMatterKeys(values);
        FrontMatterWarnings warnings = new FrontMatterWarnings();
        FrontMatterPeriod period = FrontMatterPeriod.of(keys, new FrontMatterDates(zone), now, warnings);
        boolean held = FrontMatterHold.of(keys, period.publishedAt(), now, warnings);
        keys.warnOfDeeper(warnings);
        return new FrontMatterFields(
                keys.take(FrontMatterFields::title, "title"),
                keys.take(FrontMatterKeys::text, "summary", "description", "excerpt", "custom_excerpt"),
                keys.take(FrontMatterFields::author, "author", "authors", "by"),
                tags(keys),
                keys.take(FrontMatterKeys::text, "language", "lang", "locale"),
                period.publishedAt(),
                period.expiresAt(),
                held || period.isDoubtful(),
                FrontMatterPrice.of(keys, warnings),
                keys.take(FrontMatterKeys::text, "accessPeriod"),
                previewWords(keys, warnings),
                keys.rest(),
                warnings.list());
    }

    private static String title(String key, Object value) {
        return PlainText.fold(FrontMatterKeys.text(key, value));
    }

    private static String author(String key, Object value) {
        List<String> names = FrontMatterKeys.names(key, value instanceof List ? value : List.of(value));
        return names.isEmpty() ? null : String.join(", ", names);
    }

    private static List<String> tags(FrontMatterKeys keys) {
        List<String> tags = keys.take(FrontMatterFields::tagList, "tags", "tag");
        return tags != null ? tags : keys.take(FrontMatterFields::looseTagList, "categories", "keywords");
    }

    /** A string is split at commas, or else at spaces, as in Jekyll. */
    private static List<String> tagList(String key, Object value) {
        Object items = value instanceof String text ? List.of(text.split(text.contains(",") ? "," : "\\s+")) : value;
        List<String> names = FrontMatterKeys.names(key, items);
        return names.isEmpty() ? null : names;
    }

    /** Other tools nest categories: a value that is no list of names stays metadata. */
    private static List<String> looseTagList(String key, Object value) {
        try {
            return tagList(key, value);
        } catch (Problem notNames) {
            return null;
        }
    }

    /** Null if it is none of ours, such as the address of a picture. */
    private static Integer previewWords(FrontMatterKeys keys, FrontMatterWarnings warnings) {
        Integer words = keys.take(FrontMatterFields::previewWords, "preview");
        if (words == null && keys.rest().get("preview") != null) {
            warnings.add(
                    "preview",
                    keys.rest().get("preview").toString(),
                    "This is neither a number of words nor none; the lead has the shop's share of the text.");
        }
        return words;
    }

    private static Integer previewWords(String key, Object value) {
        String text = value instanceof String string ? string.strip().toLowerCase(Locale.ROOT) : "";
        if (text.equals("none") || Boolean.FALSE.equals(FrontMatterKeys.truth(text))) {
            return 0;
        }
        return text.matches("\\d{1,9}") ? Math.min(Integer.parseInt(text), MAX_PREVIEW_WORDS) : null;
    }

    static Problem refused(String key, String expected) {
        return Problem.at(
                ProblemCode.INVALID_FRONT_MATTER, key, "The front matter's \"" + key + "\" must be " + expected + ".");
    }
}
