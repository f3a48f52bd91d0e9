package dev.farthing.article.file;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file's name says of its article, as Hugo, Jekyll, Zola, Docusaurus and similar tools read it. It is a name only, and opens
 * nothing.
 *
 * @param path with its folders, as far as they were sent; "" without a name
 * @param words without extension, day and language; of a page bundle, those of its folder
 * @param day of {@code 2024-03-21-title.md}, or null
 * @param language of {@code title.de.md} or {@code content/de/title.md}, or null
 * @param heldBack its tool would not publish it
 */
public record FileName(String path, String words, LocalDate day, String language, boolean heldBack) {
    public static final FileName NONE = new FileName("", "", null, null, false);

    private static final Pattern EXTENSION =
            Pattern.compile("(?i)\\.(md|mdx|markdown|mdown|mkdn?|html?|json|txt|text)$");

    private static final Pattern LANGUAGE = Pattern.compile("(.+)\\.([a-z]{2})([-_][A-Za-z]{2,4})?");

    /** With the regions that sites name: no to-do, my-trip or is-it. */
    private static final Pattern LANGUAGE_FOLDER = Pattern.compile(
            "()([a-z]{2})((?<=de)[-_](?i:at|ch)|(?<=en)[-_](?i:au|ca|gb|us)|(?<=es)[-_](?i:ar|es|mx)|(?<=fr)[-_](?i:be|ca|ch)"
                    + "|(?<=nl)[-_](?i:be)|(?<=pt)[-_](?i:br|pt)|(?<=zh)[-_](?i:cn|hk|tw|hans|hant))?");

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    /** A folder of a language stands directly in one of these; elsewhere, it/ may be a subject. */
    private static final Set<String> OF_LANGUAGES = Set.of(
            "content",
            "docs",
            "doc",
            "files",
            "pages",
            "posts",
            "_posts",
            "articles",
            "blog",
            "i18n",
            "_i18n",
            "l10n",
            "locale",
            "locales",
            "translations",
            "languages",
            "lang");

    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[-_ ]+(.+))?");

    /** Names of a folder's own page. */
    private static final Set<String> OF_FOLDER = Set.of("index", "_index", "readme");

    /** Of Jekyll and Hexo, Jekyll, Eleventy, Hugo: drafts and templates. */
    private static final Set<String> UNPUBLISHED =
            Set.of("_drafts", "drafts", "_includes", "_layouts", "_partials", "_templates", "archetypes");

    /** Of a site's or a project's own pages; by its capitals, an article on licences is told from a licence. */
    private static final Pattern NO_ARTICLE = Pattern.compile(
            "404|500"
                    + "|(AGENTS|CHANGELOG|CODE_OF_CONDUCT|CONTRIBUTING|GOVERNANCE|LICEN[CS]E|MAINTAINERS|PULL_REQUEST_TEMPLATE|SECURITY|SUPPORT)");

    public static FileName of(String path) {
        List<String> parts = parts(path);
        if (parts.isEmpty()) {
            return NONE;
        }
        String file = parts.get(parts.size() - 1);
        String bare = EXTENSION.matcher(file).replaceFirst("");
        Matcher translation = LANGUAGE.matcher(bare);
        boolean translated = !bare.equals(file) && translation.matches() && LANGUAGES.contains(translation.group(2));
        String name = translated ? translation.group(1) : bare;
        boolean ofFolder = OF_FOLDER.contains(name.toLowerCase(Locale.ROOT));
        String words = ofFolder && parts.size() > 1 ? parts.get(parts.size() - 2) : name;
        Matcher dated = DAY.matcher(words);
        LocalDate day = dated.matches() ? day(dated) : null;
        return new FileName(
                String.join("/", parts),
                day == null || dated.group(4) == null ? words : dated.group(4),
                day,
                translated ? tag(translation) : languageOfFolder(parts),
                isHidden(file) && !ofFolder
                        || NO_ARTICLE.matcher(bare).matches()
                        || parts.stream()
                                .map(part -> part.toLowerCase(Locale.ROOT))
                                .anyMatch(UNPUBLISHED::contains));
    }

    private static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        // A backslash is a letter of a name elsewhere than on Windows.
        String separators = path.contains("/") ? "/+" : "[/\\\\]+";
        for (String part : Normalizer.normalize(path, Normalizer.Form.NFC).split(separators)) {
            if (!part.isBlank() && !part.equals(".") && !part.equals("..") && !part.matches("[A-Za-z]:")) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** The innermost; null without one. */
    private static String languageOfFolder(List<String> parts) {
        for (int i = parts.size() - 2; i >= 0; i--) {
            Matcher folder = LANGUAGE_FOLDER.matcher(parts.get(i));
            boolean placed = i == 0 || OF_LANGUAGES.contains(parts.get(i - 1).toLowerCase(Locale.ROOT));
            if (placed && folder.matches() && LANGUAGES.contains(folder.group(2))) {
                return tag(folder);
            }
        }
        return null;
    }

    private static String tag(Matcher language) {
        return language.group(3) == null
                ? language.group(2)
                : language.group(2) + "-" + language.group(3).substring(1);
    }

    private static LocalDate day(Matcher day) {
        try {
            return LocalDate.of(
                    Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)), Integer.parseInt(day.group(3)));
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static boolean isHidden(String file) {
        return file.startsWith(".") || file.startsWith("_");
    }
}
