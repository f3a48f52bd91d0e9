package dev.farthing.article.file;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names are those of Jekyll, Hugo, MDN, Ghost and similar tools, case-insensitive as in Hugo; the first with a value
 * wins. Absent fields are null; keys that fill none stay in metadata.
 */
public record FrontMatterFields(
        String title,
        String summary,
        String author,
        List<String> tags,
        String language,
        Instant publishedAt,
        boolean draft,
        PriceText price,
        String accessPeriod,
        Integer previewWords,
        Map<String, Object> metadata) {

    /** Jekyll's key for an article's own mark where the free part ends; stays in the metadata. */
    public static final String SEPARATOR = "excerpt_separator";

    public static final int MAX_PREVIEW_WORDS = 500;

    private static final Pattern PRICE = Pattern.compile(
            "(?<before>[A-Za-z]{3}|[€$£])?\\s*(?<amount>[+-]?\\d+(\\.\\d+)?)\\s*(?<after>[A-Za-z]{3}|[€$£])?");

    /** The caller checks the range; a currency sign stands for its most common currency. */
    public record PriceText(String amount, String currencyOrNull) {}

    /** @throws Problem {@code invalid_front_matter} naming the key */
    public static FrontMatterFields of(Map<String, Object> values) {
        FrontMatterKeys keys = new FrontMatterKeys(values);
        return new FrontMatterFields(
                keys.take(FrontMatterKeys::text, "title"),
                keys.take(FrontMatterKeys::text, "summary", "description", "excerpt", "custom_excerpt"),
                keys.take(FrontMatterFields::author, "author", "authors", "by"),
                tags(keys),
                keys.take(FrontMatterKeys::text, "language", "lang", "locale"),
                publishedAt(keys),
                draft(keys),
                keys.take(FrontMatterFields::price, "price"),
                keys.take(FrontMatterKeys::text, "accessPeriod", "access_period"),
                keys.take(FrontMatterFields::previewWords, "preview"),
                keys.rest());
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

    /** Only our own key must hold a date: other tools' files are accepted unchanged. */
    private static Instant publishedAt(FrontMatterKeys keys) {
        Instant strict = keys.take(FrontMatterFields::instant, "publishedAt");
        return strict != null
                ? strict
                : keys.take(
                        (key, value) -> FrontMatterDates.parse(value),
                        "published_at",
                        "date",
                        "date_published",
                        "pubDate",
                        "created");
    }

    private static Instant instant(String key, Object value) {
        Instant instant = FrontMatterDates.parse(value);
        if (instant == null) {
            throw refused(key, "a date such as 2026-01-05 or 2026-01-05T10:00:00Z");
        }
        return instant;
    }

    /** Any key that says draft wins: contradicting keys never put a draft on sale. */
    private static boolean draft(FrontMatterKeys keys) {
        Boolean draft = keys.take(FrontMatterFields::yesOrNo, "draft");
        Boolean published = keys.take((key, value) -> FrontMatterKeys.truth(value), "published");
        Boolean hidden = keys.take(FrontMatterFields::draftStatus, "status");
        return Boolean.TRUE.equals(draft) || Boolean.FALSE.equals(published) || Boolean.TRUE.equals(hidden);
    }

    private static Boolean yesOrNo(String key, Object value) {
        Boolean truth = FrontMatterKeys.truth(value);
        if (truth == null) {
            throw refused(key, "true or false");
        }
        return truth;
    }

    /** Null if it is none of ours, such as the address of a picture. */
    private static Integer previewWords(String key, Object value) {
        String text = value instanceof String string ? string.strip().toLowerCase(Locale.ROOT) : "";
        if (text.equals("none") || Boolean.FALSE.equals(FrontMatterKeys.truth(text))) {
            return 0;
        }
        return text.matches("\\d{1,9}") ? Math.min(Integer.parseInt(text), MAX_PREVIEW_WORDS) : null;
    }

    private static Boolean draftStatus(String key, Object value) {
        return switch (value instanceof String status ? status.strip().toLowerCase(Locale.ROOT) : "") {
            case "draft" -> Boolean.TRUE;
            case "published" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static PriceText price(String key, Object value) {
        if (value instanceof Map<?, ?> map && map.get("amount") instanceof String amount) {
            Object currency = map.get("currency");
            return price(key, currency == null ? amount : amount + " " + currency);
        }
        Matcher price = PRICE.matcher(value instanceof String text ? text.strip() : "");
        if (!price.matches() || price.group("before") != null && price.group("after") != null) {
            throw refused(key, "an amount such as 0.05, EUR 0.05 or {amount: 0.05, currency: EUR}");
        }
        String currency = price.group("before") != null ? price.group("before") : price.group("after");
        return new PriceText(price.group("amount"), currency == null ? null : code(currency));
    }

    private static String code(String currency) {
        return switch (currency) {
            case "€" -> "EUR";
            case "$" -> "USD";
            case "£" -> "GBP";
            default -> currency.toUpperCase(Locale.ROOT);
        };
    }

    static Problem refused(String key, String expected) {
        return Problem.at(
                ProblemCode.INVALID_FRONT_MATTER, key, "The front matter's \"" + key + "\" must be " + expected + ".");
    }
}
