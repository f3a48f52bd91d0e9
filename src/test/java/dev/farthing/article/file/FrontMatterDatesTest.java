package dev.farthing.article.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterDatesTest {
    private final FrontMatterDates dates = new FrontMatterDates(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-03-21 4:00:00 +0000|2024-03-21T04:00:00Z",
                "2002-1-2|2002-01-01T23:00:00Z",
                "2014/05/08|2014-05-07T22:00:00Z",
                "2014.05.08|2014-05-07T22:00:00Z",
                "2014/5/8 10:00|2014-05-08T08:00:00Z",
                "20140508|2014-05-07T22:00:00Z",
                "20140508T100000Z|2014-05-08T10:00:00Z",
                "06 May 2020|2020-05-05T22:00:00Z",
                "6 May 2020 10:00 UTC|2020-05-06T10:00:00Z",
                "6th of May, 2020|2020-05-05T22:00:00Z",
                "06-May-2020|2020-05-05T22:00:00Z",
                "May 6, 2020|2020-05-05T22:00:00Z",
                "May 6th 2020|2020-05-05T22:00:00Z",
                "Wednesday, May 6, 2020 at 10:00 AM|2020-05-06T08:00:00Z",
                "May 6, 2020 12:30 a.m. UTC|2020-05-06T00:30:00Z",
                "Wed, 06 May 2020 10:00:00 GMT|2020-05-06T10:00:00Z",
                "Wed, 6 May 2020 10:00:00 -0700 (PDT)|2020-05-06T17:00:00Z",
                "06 May 20 10:00 EST|2020-05-06T15:00:00Z",
                "Wed May  6 10:00:00 2020|2020-05-06T08:00:00Z",
                "Wed May 6 10:00:00 UTC 2020|2020-05-06T10:00:00Z",
                "Wed May 06 2020 10:00:00 GMT+0200 (Central European Summer Time)|2020-05-06T08:00:00Z",
                "2020-05-06 10:00:00 PST|2020-05-06T18:00:00Z",
                "2020-05-06 10:00:00 EDT|2020-05-06T14:00:00Z",
                "2020-05-06 10:00:00 CEST|2020-05-06T08:00:00Z",
                "2020-05-06 10:00:00 JST|2020-05-06T01:00:00Z",
                "2020-05-06 10:00:00 Europe/Berlin|2020-05-06T08:00:00Z",
                "2020-05-06 10:00:00 America/New_York|2020-05-06T14:00:00Z",
                "2020-05-06T10:00:00+02:00[Europe/Berlin]|2020-05-06T08:00:00Z",
                "2001-12-14 21:59:43.10 -5|2001-12-15T02:59:43.100Z",
                "2001-12-14t21:59:43.10-05:00|2001-12-15T02:59:43.100Z",
                "2001-12-15T02:59:43.1Z|2001-12-15T02:59:43.100Z",
                "2020-05-06T10:00Z|2020-05-06T10:00:00Z",
                "2020-05-06T10:00:00+01|2020-05-06T09:00:00Z",
                "2020-05-06T10:00:00 +5:30|2020-05-06T04:30:00Z",
                "2020-05-06 10:00:00 UTC+1|2020-05-06T09:00:00Z",
                "2020-05-06 10:00|2020-05-06T08:00:00Z",
                "1588759200|2020-05-06T10:00:00Z",
                "1588759200000|2020-05-06T10:00:00Z",
                "06.05.2020|2020-05-05T22:00:00Z",
                "6.5.2020 10:00|2020-05-06T08:00:00Z",
                "13/05/2020|2020-05-12T22:00:00Z",
                "05/13/2020|2020-05-12T22:00:00Z",
                "05/05/2020|2020-05-04T22:00:00Z",
                "2020年5月6日|2020-05-05T22:00:00Z",
                "２０２０－０５－０６|2020-05-05T22:00:00Z",
                "2020–05–06|2020-05-05T22:00:00Z",
                "[[2020-05-06]]|2020-05-05T22:00:00Z",
                // The clock skips 2:00 to 3:00, and shows 2:00 to 3:00 twice.
                "2024-03-31 02:30|2024-03-31T01:30:00Z",
                "2024-10-27 02:30|2024-10-27T00:30:00Z",
            })
    void datesOfAllToolsAreRead(String written, String expected) {
        FrontMatterDates.Reading reading = dates.read(written);

        assertNull(reading.problem());
        assertEquals(Instant.parse(expected), reading.start());
    }

    @ParameterizedTest
    @CsvSource({
        "2021-01-01, 2021-01-01T23:00:00Z",
        "1 Jan 2021, 2021-01-01T23:00:00Z",
        "2021-01-01 00:00, 2020-12-31T23:00:00Z",
        "2024-03-31, 2024-03-31T22:00:00Z",
        "9999-12-31, 9999-12-31T22:59:59.999999Z",
    })
    void dateAsAnEndIncludesItsDay(String written, String expected) {
        Instant end = dates.read(written).end();

        assertEquals(written.startsWith("9999") ? Instant.parse("9999-12-31T23:00:00Z") : Instant.parse(expected), end);
    }

    @Test
    void lastDayOfTheCalendarIsTheLastEnd() {
        Instant last = Instant.parse("9999-12-31T23:59:59.999999Z");

        assertEquals(
                last, new FrontMatterDates(ZoneId.of("UTC")).read("9999-12-31").end());
        assertEquals(
                last,
                new FrontMatterDates(ZoneId.of("America/New_York"))
                        .read("9999-12-31")
                        .end());
        assertEquals(last, dates.read("9999-12-31T23:59:59-05:00").start());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "05/06/2020",
                "5-6-2020",
                "2020",
                "2020-05",
                "2020-13-01",
                "2020-02-30",
                "0000-00-00 00:00:00",
                "10000-01-01",
                "2020-05-06 25:00",
                "2020-05-06 10",
                "2020-05-06 13:00 pm",
                "2020-05-06 10:00 IST",
                "2020-05-06 10:00 Mars/Phobos",
                "2020-05-06 10:00 +19:00",
                "6 Mai 2020",
                "next Tuesday",
                "now",
                "158875920",
                "-1588759200",
                "2020-05-06T10:00:00ZZ",
                "",
            })
    void otherDatesAreNotGuessed(String written) {
        assertNotNull(dates.read(written).problem());
        assertNull(dates.read(written).start());
    }

    @Test
    void yearOneOfGoIsNoDate() {
        assertTrue(dates.read("0001-01-01T00:00:00Z").isUnset());
        assertTrue(dates.read("0001-01-01").isUnset());
    }

    @ParameterizedTest
    @CsvSource({
        "2020-05-06-a-post, 2020-05-06, a-post",
        "2020-05-06_a-post, 2020-05-06, a-post",
        "2020-05-06, 2020-05-06, 2020-05-06",
        "2020-02-30-a-post,, 2020-02-30-a-post",
        "2020-05-060,, 2020-05-060",
        "a-2020-05-06-post,, a-2020-05-06-post",
    })
    void nameMayBeginWithTheDay(String name, LocalDate day, String rest) {
        assertEquals(day, Day.inName(name));
        assertEquals(rest, Day.withoutDay(name));
    }
}
