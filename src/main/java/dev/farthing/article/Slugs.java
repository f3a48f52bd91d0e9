package dev.farthing.article;

import dev.farthing.article.file.ReadableSlug;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;

final class Slugs {
    private Slugs() {}

    /** @throws Problem {@code invalid_parameter}, which says how to write it */
    static String checked(String slug) {
        if (!ReadableSlug.isSlug(slug)) {
            String readable = ReadableSlug.of(slug.replaceFirst("(?i)\\.(md|markdown|mdx)$", ""));
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "slug",
                    "A slug has 1 to 200 letters, digits and . _ ~ -, starts with a letter or digit, and has Latin letters"
                            + " without accents."
                            + (readable.isEmpty() ? "" : " Write '" + readable + "'.")
                            + " POST /v1/articles finds the slug of a file itself.");
        }
        return slug;
    }

    static String asTitle(String slug) {
        String words = slug.replaceAll("\\.(md|markdown)$", "")
                .replaceAll("[-_~\\s\\p{Cc}]+|(?<!\\d)\\.|\\.(?!\\d)", " ")
                .strip();
        return words.isEmpty() ? slug : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
