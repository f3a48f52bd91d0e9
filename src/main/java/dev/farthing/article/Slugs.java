package dev.farthing.article;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.util.regex.Pattern;

/** Names of articles in URLs. */
final class Slugs {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,199}");

    private Slugs() {}

    /**
     * The slug itself.
     *
     * @throws Problem {@code invalid_parameter} when it could not stand in a URL as it is
     */
    static String checked(String slug) {
        if (!FORM.matcher(slug).matches()) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "slug",
                    "A slug has 1 to 200 of the characters A-Z a-z 0-9 . _ ~ - and begins with a letter or digit.");
        }
        return slug;
    }

    /** A title for a document that has none: the slug in words. */
    static String asTitle(String slug) {
        String words = slug.replaceAll("\\.(md|markdown)$", "")
                .replaceAll("[-_.~]+", " ")
                .strip();
        return words.isEmpty() ? slug : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
