package dev.farthing.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/** Reads parameters so that a wrong one is refused by its name. */
public final class Params {
    private Params() {}

    /** A UUID in its canonical form. */
    public static UUID uuid(String name, String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return id;
            }
        } catch (IllegalArgumentException notAUuid) {
            // refused below
        }
        throw Problem.at(ProblemCode.INVALID_PARAMETER, name, name + " is a UUID, as listings show it.");
    }

    /** An instant, {@code 2026-11-23T10:00:00Z} or a date, which means its first moment in UTC; null where absent. */
    public static Instant instant(String name, String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant instant = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : java.time.OffsetDateTime.parse(text).toInstant();
            if (isStorable(instant)) {
                return instant;
            }
        } catch (DateTimeParseException notAnInstant) {
            // refused below
        }
        throw Problem.at(
                ProblemCode.INVALID_PARAMETER,
                name,
                name + " is an instant such as 2026-11-23T10:00:00Z, or a date such as 2026-11-23 (UTC).");
    }

    /**
     * An instant of a body that lies ahead; null where absent.
     *
     * @throws Problem {@code invalid_field}
     */
    public static Instant future(String field, String text) {
        Instant instant = ofBody(field, text);
        requireFuture(field, instant);
        return instant;
    }

    /**
     * An instant of a body, to the microsecond as the database keeps it; null where absent.
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
     * Passes an instant that lies ahead, and null.
     *
     * @throws Problem {@code invalid_field}
     */
    public static void requireFuture(String field, Instant instant) {
        if (instant != null && !instant.isAfter(Instant.now())) {
            throw Problem.at(ProblemCode.INVALID_FIELD, field, field + " lies in the past.");
        }
    }

    /** Whether the instant lies in the years 1 to 9999, which every format and database in between can carry. */
    public static boolean isStorable(Instant instant) {
        int year = instant.atZone(ZoneOffset.UTC).getYear();
        return year >= 1 && year <= 9999;
    }

    /** One of an enum's constants, written in lower case on the wire; {@code otherwise} where absent. */
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
                name + " is one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(c -> c.name().toLowerCase(Locale.ROOT))
                                .toList()
                        + ".");
    }
}
