package dev.farthing.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Instants of requests, as RFC 3339 or as a date: a day of the shop's zone. A day begins with its first moment, which is not midnight
 * where clocks are put forward then, and ends where the next one begins.
 */
@ApplicationScoped
public class Dates {
    /** Describes the parameter. */
    public static final String FROM = "The first instant, or the first day in the shop's zone";

    /** Describes the parameter. */
    public static final String TO = "The first instant after the period, or its last day in the shop's zone";

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final ZoneId zone;
    private final Clock clock;

    Dates(FarthingConfig config, Clock clock) {
        this.zone = config.zone();
        this.clock = clock;
    }

    /**
     * A date is its first moment. Null when absent.
     *
     * @throws Problem {@code invalid_parameter}
     */
    public Instant from(String name, String text) {
        return start(name, text, zone);
    }

    /**
     * An end that is excluded: a date is the first moment after it. Null when absent.
     *
     * @throws Problem {@code invalid_parameter}
     */
    public Instant to(String name, String text) {
        return end(name, text, zone);
    }

    /**
     * As {@link #to}, of a body; in the database's microseconds.
     *
     * @throws Problem {@code invalid_field}
     */
    public Instant end(String field, String text) {
        try {
            Instant instant = to(field, text);
            return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
        } catch (Problem refused) {
            throw Problem.at(ProblemCode.INVALID_FIELD, field, refused.getMessage());
        }
    }

    /** As {@link #end}, and in the future. */
    public Instant futureEnd(String field, String text) {
        Instant instant = end(field, text);
        requireFuture(field, instant);
        return instant;
    }

    /**
     * Accepts null.
     *
     * @throws Problem {@code invalid_field}
     */
    public void requireFuture(String field, Instant instant) {
        if (instant != null && !instant.isAfter(clock.instant())) {
            throw Problem.at(ProblemCode.INVALID_FIELD, field, field + " must be in the future.");
        }
    }

    static Instant start(String name, String text, ZoneId zone) {
        return parse(name, text, 0, zone);
    }

    static Instant end(String name, String text, ZoneId zone) {
        return parse(name, text, 1, zone);
    }

    /** @param days after a date */
    private static Instant parse(String name, String text, int days, ZoneId zone) {
        if (text == null) {
            return null;
        }
        try {
            Instant instant = text.length() == 10
                    ? startOf(LocalDate.parse(text).plusDays(days), zone)
                    : OffsetDateTime.parse(text).toInstant();
            if (Params.isStorable(instant)) {
                return instant;
            }
        } catch (DateTimeParseException notAnInstant) {
            // falls through
        }
        throw Problem.at(
                ProblemCode.INVALID_PARAMETER,
                name,
                name + " must be an instant such as 2026-11-23T10:00:00Z, or a date such as 2026-11-23, a day in "
                        + zone + ".");
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        Instant start = day.atStartOfDay(zone).toInstant();
        // The end of the last day that can be stored.
        return day.getYear() == 10_000 && start.isAfter(LAST) ? LAST : start;
    }
}
