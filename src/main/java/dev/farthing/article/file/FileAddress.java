package dev.farthing.article.file;

import dev.farthing.article.markdown.Warning;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The slug that a file's own fields ask for: {@code slug}, else the path of its page at its tool.
 *
 * @param slug null without one
 */
public record FileAddress(String slug, List<Warning> warnings) {
    private static final FileAddress NONE = new FileAddress(null, List.of());

    /** Hugo's url, Jekyll's and Eleventy's permalink, Zola's path. */
    private static final List<String> PATHS = List.of("url", "permalink", "path");

    /** {@code /:categories/:title}, {@code {{ page.fileSlug }}}, {@code [slug]}: filled in by the tool. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(^|[/_.-]):\\w|[{}<>\\[\\]$*]");

    /** A slug is the page's own; MDN's may be of CSS' {@code :hover}. */
    private static final Pattern PLACEHOLDER_IN_SLUG = Pattern.compile("[{}<>\\[\\]$*]|^/?:\\w");

    private static final Pattern PAGE = Pattern.compile("(?i)(/?index)?\\.(html?|php|mdx?|markdown)$");

    private static final int LONGEST_VALUE = 200;

    /** {@code fields}: the file's, by name as written; values that are no texts are ignored. */
    public static FileAddress of(Map<String, ?> fields) {
        String slug = text(fields, "slug");
        if (slug != null && !PLACEHOLDER_IN_SLUG.matcher(slug).find()) {
            String own = ReadableSlug.isSlug(slug) ? slug : withoutExtension(slug);
            return own.isEmpty() ? NONE : new FileAddress(own, List.of());
        }
        for (String name : PATHS) {
            String path = text(fields, name);
            // The address of another page: link posts name their target so.
            if (path == null || path.contains("://")) {
                continue;
            }
            if (PLACEHOLDER.matcher(path).find()) {
                return new FileAddress(null, List.of(unfilled(name, path)));
            }
            String own = ofPath(path);
            if (!own.isEmpty()) {
                return new FileAddress(own, List.of());
            }
        }
        return slug == null ? NONE : new FileAddress(null, List.of(unfilled("slug", slug)));
    }

    private static String ofPath(String path) {
        return withoutExtension(path.replaceFirst("[?#].*", ""));
    }

    private static String withoutExtension(String page) {
        return ReadableSlug.of(PAGE.matcher(page).replaceFirst(""));
    }

    private static String text(Map<String, ?> fields, String name) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .filter(value -> value instanceof String text && !text.isBlank())
                .map(value -> ((String) value).strip())
                .filter(text -> !text.equals("false"))
                .findFirst()
                .orElse(null);
    }

    private static Warning unfilled(String name, String value) {
        String shown = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
        return new Warning(name, shown, "Placeholders are not filled in; the title names the article.");
    }
}
