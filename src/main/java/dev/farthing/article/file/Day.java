package dev.farthing.article.file;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** A date without a time begins at the day's start in the shop's zone; as an end it includes the day. */
public final class Day {
    /** Some tools write 9999-12-31 for never. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Day() {}

    /** Null unless it is a date such as 2026-01-05. */
    public static LocalDate of(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDate) {
            return null;
        }
    }

    public static Instant start(LocalDate day, ZoneId zone) {
        Instant start = day.atStartOfDay(zone).toInstant();
        return start.isAfter(LAST) ? LAST : start;
    }

    /** The first instant after the day. */
    public static Instant end(LocalDate day, ZoneId zone) {
        return start(day.plusDays(1), zone);
    }
}
