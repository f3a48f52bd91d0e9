package dev.farthing.article;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.util.regex.Pattern;

final class Slugs {
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,199}");

    private Slugs() {}

    /** @throws Problem {@code invalid_parameter} if a URL would encode it */
    static String checked(String slug) {
        if (!PATTERN.matcher(slug).matches()) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "slug",
                    "A slug has 1 to 200 characters of A-Z a-z 0-9 . _ ~ - and starts with a letter or digit.");
        }
        return slug;
    }

    static String asTitle(String slug) {
        String words = slug.replaceAll("\\.(md|markdown)$", "")
                .replaceAll("[-_.~]+", " ")
                .strip();
        return words.isEmpty() ? slug : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
