package dev.farthing.web;

import java.util.Locale;
import java.util.Set;

/** Which way a language is written: by its script if the tag names one, else by the script it most likely has (Unicode CLDR). */
public final class TextDirection {
    private static final Set<String> SCRIPTS = Set.of(
            "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Syre", "Syrj", "Syrn",
            "Thaa", "Yezi");

    private static final Set<String> LANGUAGES = Set.of(
            "acm", "acw", "aeb", "afb", "aii", "ajp", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz", "ayl",
            "azb", "bal", "bgn", "bqi", "brh", "ckb", "dv", "fa", "glk", "haz", "he", "hno", "iw", "ji", "khw", "ks",
            "lad", "lki", "lrc", "luz", "mzn", "nqo", "ota", "pbt", "pbu", "pnb", "prs", "ps", "rhg", "sam", "sd",
            "sdh", "shu", "skr", "syr", "ug", "ur", "yi");

    /** Languages that are written from the right there only. */
    private static final Set<String> PLACES = Set.of(
            "az-IQ", "az-IR", "ha-CM", "ha-SD", "kk-AF", "kk-CN", "kk-IR", "ku-IQ", "ku-IR", "ku-LB", "ky-CN", "ms-CC",
            "pa-PK", "tg-PK", "uz-AF");

    /** Languages that are written from the left there only. */
    private static final Set<String> OTHER_PLACES = Set.of("sd-IN", "ug-KZ", "ug-MN");

    private TextDirection() {}

    /** Whether its lines begin at the right. */
    public static boolean isFromTheRight(String language) {
        Locale locale = Locale.forLanguageTag(language.replace('_', '-'));
        if (!locale.getScript().isEmpty()) {
            return SCRIPTS.contains(locale.getScript());
        }
        String place = locale.getLanguage() + "-" + locale.getCountry();
        return LANGUAGES.contains(locale.getLanguage()) && !OTHER_PLACES.contains(place) || PLACES.contains(place);
    }
}
