package dev.farthing.article.search;

import java.util.UUID;

/**
 * The caller of a search.
 *
 * @param mayRead SQL condition over {@code article a}, for texts with a price; may use {@code :reader}
 * @param id {@code :reader}, or null
 */
public record Reader(String mayRead, UUID id) {
    /** Has bought nothing. */
    public static final Reader STRANGER = new Reader("false", null);

    public static final Reader STAFF = new Reader("true", null);
}
