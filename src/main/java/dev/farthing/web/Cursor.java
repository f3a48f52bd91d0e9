package dev.farthing.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The end of a page; opaque to callers. Each key is read by its type, so that a hand-made one never reaches the database.
 *
 * @param listing the only listing and order it is valid for
 * @param keys the last row's sort key
 */
public record Cursor(String listing, List<String> keys) {
    /** URL-encoding escapes it in the parts. */
    private static final String SEPARATOR = ",";
    /** Enough for titles, the longest key, of at most 300 characters. */
    private static final int MAX_LENGTH = 6_000;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

    public static Cursor of(String listing, Object... keys) {
        return new Cursor(listing, Arrays.stream(keys).map(String::valueOf).toList());
    }

    String encode() {
        String text = Stream.concat(Stream.of(listing), keys.stream())
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Null for null.
     *
     * @param count the listing's number of keys
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
            List<String> parts = Stream.of(plain.split(SEPARATOR, -1))
                    .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                    .toList();
            if (parts.size() != count + 1
                    || !parts.get(0).equals(listing)
                    || StrictJson.firstUnstorable(String.join("", parts)) >= 0) {
                throw invalid();
            }
            return new Cursor(listing, parts.subList(1, parts.size()));
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    /** As the database stores it. */
    public Instant time(int index) {
        return key(index, text -> {
            Instant time = Instant.parse(text);
            require(Params.isStorable(time));
            return time;
        });
    }

    public UUID id(int index) {
        return key(index, text -> {
            UUID id = UUID.fromString(text);
            // UUID.fromString also accepts short forms.
            require(id.toString().equals(text));
            return id;
        });
    }

    /** Not negative. */
    public long number(int index) {
        return key(index, text -> {
            require(NUMBER.matcher(text).matches());
            return Long.parseLong(text);
        });
    }

    /** @param form of the whole key */
    public String text(int index, Pattern form) {
        return key(index, text -> {
            require(form.matcher(text).matches());
            return text;
        });
    }

    private static void require(boolean genuine) {
        if (!genuine) {
            throw invalid();
        }
    }

    /** @throws Problem {@code invalid_cursor} when {@code parse} throws */
    public <T> T key(int index, Function<String, T> parse) {
        try {
            return parse.apply(keys.get(index));
        } catch (RuntimeException forged) {
            throw invalid();
        }
    }

    private static Problem invalid() {
        return Problem.at(
                ProblemCode.INVALID_CURSOR, "cursor", "The cursor does not belong to this listing in this order.");
    }
}
