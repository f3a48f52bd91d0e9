package dev.farthing.article.file;

import dev.farthing.web.Params;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code 2026-01-05}, with or without time, seconds, fraction and offset, or {@code Jan 5, 2026}; UTC without an
 * offset.
 */
final class FrontMatterDates {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)"
            + "(?:(?:[Tt]|\\s+)(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d+))?)?"
            + "\\s*(?<offset>[Zz]|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?)?)?");

    private static final Pattern ENGLISH = Pattern.compile("([A-Za-z]{3,9})\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})");

    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private FrontMatterDates() {}

    /** A date means its start in UTC. Null unless in the years 1 to 9999. */
    static Instant parse(Object value) {
        Instant instant = read(value);
        return instant == null || !Params.isStorable(instant) ? null : instant;
    }

    private static Instant read(Object value) {
        String text = value instanceof String string ? string.strip() : "";
        try {
            Matcher numbers = NUMBERS.matcher(text);
            if (numbers.matches()) {
                return instant(numbers);
            }
            Matcher english = ENGLISH.matcher(text);
            int month = english.matches() ? month(english.group(1).toLowerCase(Locale.ROOT)) : 0;
            return month == 0 ? null : atStart(LocalDate.of(number(english, 3), month, number(english, 2)));
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static Instant instant(Matcher numbers) {
        LocalDate day = LocalDate.of(number(numbers, 1), number(numbers, 2), number(numbers, 3));
        if (numbers.group(4) == null) {
            return atStart(day);
        }
        LocalTime time =
                LocalTime.of(number(numbers, 4), number(numbers, 5), number(numbers, 6), nanos(numbers.group(7)));
        return day.atTime(time).toInstant(offset(numbers.group("offset")));
    }

    private static Instant atStart(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static ZoneOffset offset(String text) {
        boolean numeric = text != null && (text.startsWith("+") || text.startsWith("-"));
        return numeric ? ZoneOffset.of(text) : ZoneOffset.UTC;
    }

    /** 0 if unknown. */
    private static int month(String name) {
        for (String month : MONTHS) {
            if (month.equals(name)
                    || month.substring(0, 3).equals(name)
                    || name.equals("sept") && month.startsWith(name)) {
                return MONTHS.indexOf(month) + 1;
            }
        }
        return 0;
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }
}
