package dev.farthing.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
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

    /** RFC 3339, or a date: its first moment in UTC. Null when absent. */
    public static Instant instant(String name, String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant instant = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (isStorable(instant)) {
                return instant;
            }
        } catch (DateTimeParseException notAnInstant) {
            // falls through
        }
        throw Problem.at(
                ProblemCode.INVALID_PARAMETER,
                name,
                name + " must be an instant such as 2026-11-23T10:00:00Z, or a date such as 2026-11-23 (UTC).");
    }

    /**
     * Null when absent.
     *
     * @throws Problem {@code invalid_field}
     */
    public static Instant future(String field, String text, Clock clock) {
        Instant instant = ofBody(field, text);
        requireFuture(field, instant, clock);
        return instant;
    }

    /**
     * Truncated to the database's microseconds; null when absent.
     *
     * @throws Problem {@code invalid_field}
     */
    public static Instant ofBody(String field, String text) {
        try {
            Instant instant = instant(field, text);
            return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
        } catch (Problem refused) {
            throw Problem.at(ProblemCode.INVALID_FIELD, field, refused.getMessage());
        }
    }

    /**
     * Accepts null.
     *
     * @throws Problem {@code invalid_field}
     */
    public static void requireFuture(String field, Instant instant, Clock clock) {
        if (instant != null && !instant.isAfter(clock.instant())) {
            throw Problem.at(ProblemCode.INVALID_FIELD, field, field + " must be in the future.");
        }
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
