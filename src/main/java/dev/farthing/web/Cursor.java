package dev.farthing.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Where a page ended: the listing it belongs to and the sort key of its last row. Opaque to callers.
 *
 * @param listing the listing and its order, so that a cursor of one is not taken for another's
 * @param keys the values of the sort key, as text without {@code U+001F}
 */
public record Cursor(String listing, List<String> keys) {
    private static final String SEPARATOR = "\u001f";
    /** Titles, the longest key, have at most 300 characters. */
    private static final int MAX_LENGTH = 2_000;

    public static Cursor of(String listing, Object... keys) {
        return new Cursor(
                listing, java.util.Arrays.stream(keys).map(String::valueOf).toList());
    }

    String encode() {
        String text = listing + SEPARATOR + String.join(SEPARATOR, keys);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor back, or null where none was sent.
     *
     * @param count how many keys the listing's order has
     * @throws Problem {@code invalid_cursor}
     */
    public static Cursor decode(String text, String listing, int count) {
        if (text == null) {
            return null;
        }
        if (text.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = List.of(plain.split(SEPARATOR, -1));
            if (parts.size() != count + 1 || !parts.get(0).equals(listing) || plain.indexOf('\0') >= 0) {
                throw invalid();
            }
            return new Cursor(listing, parts.subList(1, parts.size()));
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    /** The key at {@code index}, read by {@code parse}; what does not parse is not a cursor of ours. */
    public <T> T key(int index, Function<String, T> parse) {
        try {
            return parse.apply(keys.get(index));
        } catch (RuntimeException notOurs) {
            throw invalid();
        }
    }

    private static Problem invalid() {
        return Problem.at(
                ProblemCode.INVALID_CURSOR,
                "cursor",
                "The cursor is not one that this listing gave out in this order.");
    }
}
