package dev.farthing.article.file;

import dev.farthing.web.Params;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as tools and people write them: year first, with the month's English name, or day first between dots; with or without
 * time and zone; seconds since 1970.
 *
 * <p>A time without a zone is the shop's. If a clock change skips it, it is as much later; if one repeats it, the first counts.
 */
final class FrontMatterDates {
    private static final String TIME = "(?:(?:[Tt,]|at\\b|\\s)\\s*(?:at\\s+)?(?<h>\\d{1,2})(?::(?<m>\\d\\d)"
            + "(?::(?<s>\\d\\d)(?:[.,](?<f>\\d+))?)?)?\\s*(?:(?<half>[AaPp]\\.?[Mm]\\.?)(?![\\p{L}/]))?\\s*(?<zone>.{0,60}))?";

    private static final String WEEKDAY =
            "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?";

    private static final String MONTH = "(?<month>\\p{L}{3,9})\\.?";

    private static final List<Pattern> PATTERNS = List.of(
            pattern("(?<y>\\d{4})(?<sep>[-/.])(?<mo>\\d{1,2})\\k<sep>(?<d>\\d{1,2})" + TIME),
            pattern("(?<y>\\d{4})(?<mo>\\d\\d)(?<d>\\d\\d)(?:T(?<h>\\d\\d)(?<m>\\d\\d)(?<s>\\d\\d)(?<zone>Z?))?"),
            pattern(WEEKDAY + "(?<d>\\d{1,2})(?:st|nd|rd|th|\\.)?[\\s/-]\\s*(?:of\\s+)?" + MONTH
                    + ",?[\\s/-]\\s*(?<y>\\d{4})" + TIME),
            pattern(WEEKDAY + MONTH + "\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<y>\\d{4})" + TIME),
            // As date(1) and asctime(3) print it.
            pattern(
                    WEEKDAY + MONTH
                            + "\\s+(?<d>\\d{1,2})\\s+(?<h>\\d\\d):(?<m>\\d\\d):(?<s>\\d\\d)(?:\\s+(?<zone>\\p{L}[\\w/]{1,20}|[+-]\\d{4}))?\\s+(?<y>\\d{4})"),
            // RFC 822: a year of two digits.
            pattern(WEEKDAY + "(?<d>\\d{1,2})\\s+" + MONTH
                    + "\\s+(?<y>\\d\\d)\\s+(?<h>\\d\\d):(?<m>\\d\\d)(?::(?<s>\\d\\d))?\\s+(?<zone>\\S+)"));

    private static final Pattern NUMBERS =
            pattern("(?<one>\\d{1,2})(?<sep>[-/.])(?<two>\\d{1,2})\\k<sep>(?<y>\\d{4})" + TIME);

    /** Dates of nine digits are of before 2001. */
    private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");

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

    private final ZoneId zone;

    FrontMatterDates(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * @param end where the date is an end: a date without a time includes its day
     * @param problem a sentence; null unless the date is not readable
     */
    record Reading(Instant start, Instant end, String problem) {
        /** In Go's programs, Hugo's among them, the year 1 means no date. */
        boolean isUnset() {
            return start != null && start.isBefore(Instant.parse("0002-01-01T00:00:00Z"));
        }
    }

    Reading read(Object value) {
        String text = value instanceof String string ? plain(string) : "";
        try {
            Reading reading = EPOCH.matcher(text).matches() ? epoch(text) : calendar(text);
            return reading.problem() != null || reading.isUnset() || Params.isStorable(reading.start())
                    ? reading
                    : unreadable("It is not in the years 1 to 9999.");
        } catch (DateTimeException noSuchDay) {
            return unreadable("There is no such day or time.");
        }
    }

    private Reading calendar(String text) {
        for (Pattern pattern : PATTERNS) {
            Matcher date = pattern.matcher(text);
            if (date.matches()) {
                int month = has(date, "month") ? month(group(date, "month")) : number(date, "mo");
                return month == 0 ? unreadable("This is no date.") : reading(date, month, number(date, "d"));
            }
        }
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.matches() ? dayOrMonthFirst(numbers) : unreadable("This is no date such as 2026-01-05.");
    }

    /** Dots are day first everywhere; slashes and dashes are both. */
    private Reading dayOrMonthFirst(Matcher numbers) {
        int one = number(numbers, "one");
        int two = number(numbers, "two");
        if (numbers.group("sep").equals(".") || one > 12 || one == two) {
            return reading(numbers, two, one);
        }
        return two > 12
                ? reading(numbers, one, two)
                : unreadable("It may begin with the day or with the month; write 2026-01-05.");
    }

    private Reading reading(Matcher date, int month, int day) {
        LocalDate on = LocalDate.of(year(date), month, day);
        if (group(date, "h") == null) {
            return new Reading(Day.start(on, zone), Day.end(on, zone), null);
        }
        if (group(date, "m") == null && group(date, "half") == null) {
            return unreadable("It has hours without minutes.");
        }
        ZoneId at = FrontMatterZones.of(group(date, "zone") == null ? "" : group(date, "zone"), zone);
        if (at == null) {
            return unreadable("Its time zone is not known, or not the only one of its name; write +01:00.");
        }
        LocalTime time = LocalTime.of(hour(date), number(date, "m"), number(date, "s"), nanos(group(date, "f")));
        Instant instant = Day.notBeyondLast(on.atTime(time).atZone(at).toInstant());
        return new Reading(instant, instant, null);
    }

    private static Reading epoch(String text) {
        long number = Long.parseLong(text);
        Instant instant = text.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        return new Reading(instant, instant, null);
    }

    private static Reading unreadable(String problem) {
        return new Reading(null, null, problem);
    }

    /** With hyphens, spaces and digits of all scripts, brackets of links, and the signs of East Asia, as ASCII has them. */
    private static String plain(String text) {
        if (text.length() > 100) {
            return "";
        }
        return Lines.bare(Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\p{Pd}\u2212]", "-")
                .replaceAll("[年月년월]\\s*", "-")
                .replaceAll("[日일]", "")
                .replaceAll("^\\[\\[|]]$", ""));
    }

    private static int year(Matcher date) {
        int year = number(date, "y");
        return group(date, "y").length() > 2 ? year : year < 50 ? 2000 + year : 1900 + year;
    }

    private static int hour(Matcher date) {
        int hour = number(date, "h");
        String half = group(date, "half");
        if (half == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("no such hour");
        }
        return hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    /** 0 if unknown. */
    private static int month(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String month : MONTHS) {
            if (month.equals(lower)
                    || month.substring(0, 3).equals(lower)
                    || lower.equals("sept") && month.startsWith(lower)) {
                return MONTHS.indexOf(month) + 1;
            }
        }
        return 0;
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private static int number(Matcher matcher, String group) {
        String digits = group(matcher, group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static boolean has(Matcher matcher, String group) {
        return matcher.pattern().pattern().contains("(?<" + group + ">");
    }

    /** Null where the pattern has no such group, too. */
    private static String group(Matcher matcher, String name) {
        return has(matcher, name) ? matcher.group(name) : null;
    }
}
