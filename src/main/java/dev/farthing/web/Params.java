package dev.farthing.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/** Parses parameters. Throws {@code invalid_parameter}, naming the parameter, unless stated otherwise. */
public final class Params {
    private Params() {}

    /** In canonical form. */
    public static UUID uuid(String name, String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return id;
            }
        } catch (IllegalArgumentException notAUuid) {
            // falls through
        }
        throw Problem.at(ProblemCode.INVALID_PARAMETER, name, name + " must be a UUID as listings show it.");
    }

    /** RFC 3339, or a date: its first moment in UTC. Null when absent. {@link Dates} knows the shop's zone. */
    public static Instant instant(String name, String text) {
        return Dates.start(name, text, ZoneOffset.UTC);
    }

    /** {@code true} or {@code false}; false when absent. */
    public static boolean flag(String name, String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Problem.at(ProblemCode.INVALID_PARAMETER, name, name + " must be true or false.");
    }

    /** The years 1 to 9999, which all formats and databases on the way support. */
    public static boolean isStorable(Instant instant) {
        int year = instant.atZone(ZoneOffset.UTC).getYear();
        return year >= 1 && year <= 9999;
    }

    /** Lower case on the wire; {@code otherwise} when absent. */
    public static <E extends Enum<E>> E choice(String name, String text, Class<E> type, E otherwise) {
        if (text == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw Problem.at(
                ProblemCode.INVALID_PARAMETER,
                name,
                name + " must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(c -> c.name().toLowerCase(Locale.ROOT))
                                .toList()
                        + ".");
    }
}
