package dev.farthing.article.file;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A date without a time begins at the day's start in the shop's zone; as an end it includes the day. */
public final class Day {
    /** Some tools write 9999-12-31 for never. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final Pattern DATED_NAME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:[-_. ]+(.+))?");

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
        return notBeyondLast(day.atStartOfDay(zone).toInstant());
    }

    /** The first instant after the day. */
    public static Instant end(LocalDate day, ZoneId zone) {
        return start(day.plusDays(1), zone);
    }

    static Instant notBeyondLast(Instant instant) {
        return instant.isAfter(LAST) ? LAST : instant;
    }

    /** As Jekyll begins the names of posts; null without one. */
    public static LocalDate inName(String name) {
        Matcher dated = DATED_NAME.matcher(name);
        return dated.matches() ? of(dated.group(1)) : null;
    }

    /** The whole name if nothing but the date is in it. */
    public static String withoutDay(String name) {
        Matcher dated = DATED_NAME.matcher(name);
        return dated.matches() && dated.group(2) != null && of(dated.group(1)) != null ? dated.group(2) : name;
    }
}
