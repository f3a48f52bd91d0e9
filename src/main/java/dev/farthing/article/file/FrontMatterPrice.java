package dev.farthing.article.file;

import dev.farthing.article.file.FrontMatterFields.PriceText;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A price that the file means to have never becomes the default in silence. */
final class FrontMatterPrice {
    private static final Pattern PRICE = Pattern.compile(
            "(?<before>[A-Za-z]{3}|[€$£])?\\s*(?<amount>[+-]?\\d+(\\.\\d+)?)\\s*(?<after>[A-Za-z]{3}|[€$£])?");

    private static final String PREFIX = "price";

    /** About prices, but of other things, or in other words. */
    private static final Set<String> DOUBTFUL = Set.of(
            "pricerange",
            "pricecurrency",
            "cost",
            "costs",
            "fee",
            "preis",
            "prix",
            "precio",
            "preco",
            "prezzo",
            "prijs",
            "prise",
            "prize",
            "pric",
            "prcie",
            "pirce",
            "priec",
            "rpice");

    /** For whom Ghost shows a post. */
    private static final Set<String> PAID = Set.of("paid", "tiers", "members");

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(currency -> currency.getCurrencyCode().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private FrontMatterPrice() {}

    static boolean isPrice(String name) {
        return name.startsWith(PREFIX) || name.equals("pricing");
    }

    /** Null if the file has none. */
    static PriceText of(FrontMatterKeys keys, FrontMatterWarnings warnings) {
        PriceText price = null;
        for (FrontMatterKeys.Entry entry : keys.all()) {
            String currency = entry.name().startsWith(PREFIX) ? entry.name().substring(PREFIX.length()) : null;
            if (currency == null || !currency.isEmpty() && !CURRENCIES.contains(currency)) {
                continue;
            }
            if (FrontMatterKeys.isEmpty(entry.value())) {
                warnings.add(entry.path(), "", "It is empty, so the file names no price.");
                continue;
            }
            PriceText read = withCurrency(entry.path(), read(entry.path(), entry.value()), currency);
            if (price != null && !isSame(price, read)) {
                throw FrontMatterFields.refused(entry.path(), "the only price, or the same as the other one");
            }
            price = read;
            keys.drop(entry);
        }
        if (price == null) {
            lookForOthers(keys.all(), warnings);
        }
        return price;
    }

    private static void lookForOthers(List<FrontMatterKeys.Entry> entries, FrontMatterWarnings warnings) {
        for (FrontMatterKeys.Entry entry : entries) {
            if (entry.name().endsWith("visibility")
                    && entry.value() instanceof String text
                    && PAID.contains(text.strip())) {
                warnings.add(entry.path(), text, "The file names no price.");
            }
            if (FrontMatterKeys.isEmpty(entry.value()) || !isPrice(entry.name()) && !isDoubtful(entry.name())) {
                continue;
            }
            if (!isDoubtful(entry.name()) && !entry.name().equals(PREFIX)) {
                throw FrontMatterFields.refused(entry.path(), "called price, such as price: 0.05 EUR");
            }
            warnings.add(entry.path(), entry.value(), "This sets no price; the key is price, such as price: 0.05 EUR.");
        }
    }

    private static boolean isDoubtful(String name) {
        return DOUBTFUL.contains(name) || name.endsWith(PREFIX) && !name.equals(PREFIX);
    }

    private static PriceText read(String key, Object value) {
        if (value instanceof Map<?, ?> map && map.get("amount") instanceof String amount) {
            Object currency = map.get("currency");
            return read(key, currency == null ? amount : amount + " " + currency);
        }
        Matcher price =
                PRICE.matcher(value instanceof String text ? Lines.bare(text).replaceAll("\\p{Zs}", " ") : "");
        if (!price.matches() || price.group("before") != null && price.group("after") != null) {
            throw FrontMatterFields.refused(key, "an amount such as 0.05, EUR 0.05 or {amount: 0.05, currency: EUR}");
        }
        String currency = price.group("before") != null ? price.group("before") : price.group("after");
        return new PriceText(price.group("amount"), currency == null ? null : code(currency));
    }

    private static PriceText withCurrency(String key, PriceText price, String currency) {
        if (currency.isEmpty()) {
            return price;
        }
        String code = currency.toUpperCase(Locale.ROOT);
        if (price.currencyOrNull() != null && !price.currencyOrNull().equals(code)) {
            throw FrontMatterFields.refused(key, "an amount in " + code);
        }
        return new PriceText(price.amount(), code);
    }

    private static boolean isSame(PriceText one, PriceText other) {
        return new BigDecimal(one.amount()).compareTo(new BigDecimal(other.amount())) == 0
                && Objects.equals(one.currencyOrNull(), other.currencyOrNull());
    }

    private static String code(String currency) {
        return switch (currency) {
            case "€" -> "EUR";
            case "$" -> "USD";
            case "£" -> "GBP";
            default -> currency.toUpperCase(Locale.ROOT);
        };
    }
}
