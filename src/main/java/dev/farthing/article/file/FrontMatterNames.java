package dev.farthing.article.file;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which lines are keys of front matter, and what hangs on them. */
final class FrontMatterNames {
    private static final Set<String> OTHERS = Set.of(
            "title",
            "author",
            "authors",
            "tag",
            "tags",
            "category",
            "categories",
            "slug",
            "summary",
            "description",
            "excerpt",
            "layout",
            "type",
            "lang",
            "language",
            "keywords",
            "aliases",
            "modified",
            "updated",
            "lastmod",
            "lastupdate",
            "params",
            "extra",
            "taxonomies",
            "weight",
            "accessperiod",
            "build",
            "sitemap",
            "permalink");

    /** Tells front matter from prose under a thematic break. */
    private static final Pattern YAML_KEY =
            Pattern.compile("(?:- )?(?:[\\p{L}_][\\p{L}\\p{N}_.-]*|<<|\"[^\"]{1,100}\"|'[^']{1,100}')\\s*:(\\s.*)?");

    private static final Pattern TOML_KEY = Pattern.compile("[\"']?[\\p{L}_][\\p{L}\\p{N}_.-]*[\"']?\\s*=.*");

    private static final Pattern WORDS =
            Pattern.compile("[\"']?(?<key>[\\p{L}_][\\p{L}\\p{N}_. -]{0,60})[\"']?\\s*+[:=].*");

    private FrontMatterNames() {}

    /** Of words between white space. */
    static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+"));
    }

    /** A mistake in it would sell what is held back, or at another price. */
    static boolean isOfSale(String name) {
        return FrontMatterPeriod.isDate(name) || FrontMatterHold.isHold(name) || FrontMatterPrice.isPrice(name);
    }

    static boolean isKnown(String name) {
        return isOfSale(name) || OTHERS.contains(name);
    }

    static boolean isContradiction(String key, Object before, Object after) {
        return before != null && !before.equals(after) && isOfSale(FrontMatterKeys.name(key));
    }

    /** Any key, or a known one of several words. */
    static boolean isKeyLine(String line) {
        String bare = Lines.bare(line);
        return YAML_KEY.matcher(bare).matches() || TOML_KEY.matcher(bare).matches() || isKnownLine(bare);
    }

    static boolean isKnownLine(String line) {
        Matcher words = WORDS.matcher(Lines.bare(line));
        return words.matches() && isKnown(FrontMatterKeys.name(words.group("key")));
    }
}
