package dev.farthing.article;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an article takes from its front matter, under the names that Jekyll, Hugo, MDN, Ghost and their like use; in any
 * case, as Hugo reads them. Of several names for one thing the first that has a value counts.
 *
 * <p>Nothing is lost: a key that no field was taken from stays in {@code metadata}, known or not.
 *
 * @param title from {@code title}; like every other field but draft and metadata null where the file says nothing
 * @param summary from {@code summary}, {@code description}, {@code excerpt} or {@code custom_excerpt}
 * @param author from {@code author}, {@code authors} or {@code by}; several joined with ", "
 * @param tags from {@code tags}, {@code tag}, {@code categories} or {@code keywords}; never empty
 * @param language from {@code language}, {@code lang} or {@code locale}, as written
 * @param publishedAt from {@code publishedAt}, or a date that can be read under one of the looser names
 * @param draft whether {@code draft}, {@code published} or {@code status} says so
 * @param price from {@code price}; not validated beyond its form
 * @param accessPeriod from {@code accessPeriod} or {@code access_period}, as written
 * @param metadata the keys that were not taken, in the order of the file, with their values as in {@link FrontMatter}
 */
record FrontMatterFields(
        String title,
        String summary,
        String author,
        List<String> tags,
        String language,
        Instant publishedAt,
        boolean draft,
        PriceText price,
        String accessPeriod,
        Map<String, Object> metadata) {

    private static final Pattern PRICE = Pattern.compile(
            "(?<before>[A-Za-z]{3}|[€$£])?\\s*(?<amount>[+-]?\\d+(\\.\\d+)?)\\s*(?<after>[A-Za-z]{3}|[€$£])?");

    /**
     * A price as written.
     *
     * @param amount digits, perhaps with a point and a sign; the caller knows what is allowed
     * @param currencyOrNull three capital letters where a currency is named; a sign means what it mostly stands for
     */
    record PriceText(String amount, String currencyOrNull) {}

    /**
     * The fields in {@code values}, which are those of a {@link FrontMatter.Document}.
     *
     * @throws Problem {@code invalid_front_matter} naming the key whose value cannot be what the key says
     */
    static FrontMatterFields of(Map<String, Object> values) {
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

    /** A string is a list too: parted by commas, or by Jekyll's spaces if it has none. */
    private static List<String> tagList(String key, Object value) {
        Object items = value instanceof String text ? List.of(text.split(text.contains(",") ? "," : "\\s+")) : value;
        List<String> names = FrontMatterKeys.names(key, items);
        return names.isEmpty() ? null : names;
    }

    /** Other tools nest their categories; what is no plain list of names is theirs and stays. */
    private static List<String> looseTagList(String key, Object value) {
        try {
            return tagList(key, value);
        } catch (Problem notNames) {
            return null;
        }
    }

    /** Only our own name for it binds; elsewhere a date may be anything, and files go in unchanged. */
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

    /** Whoever says draft is believed, so that contradicting keys never put a draft on sale. */
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

    /** A refusal naming the key; {@code wanted} says what it can be. */
    static Problem refused(String key, String wanted) {
        return Problem.at(
                ProblemCode.INVALID_FRONT_MATTER, key, "The front matter's \"" + key + "\" must be " + wanted + ".");
    }
}
