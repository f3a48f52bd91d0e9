package dev.farthing.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The name of an article in addresses: letters of any script, since 東京 is readable and its transliteration is not. */
public final class Slug {
    /** Articles are created by a stricter rule ({@code article.file.ReadableSlug}); this one tells a slug from anything else. */
    public static final String PATTERN = "[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd}._~-]{0,199}";

    private Slug() {}

    /** For use in an address, a header or HTML. */
    public static String encoded(String slug) {
        return URLEncoder.encode(slug, StandardCharsets.UTF_8).replace("%7E", "~");
    }

    /** The path of the article in the API. */
    public static String path(String slug) {
        return "/v1/articles/" + encoded(slug);
    }
}
