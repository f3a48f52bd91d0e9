package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {

    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-11-23, 2026-11-23T00:00:00Z, 2026-11-24T00:00:00Z",
        "Europe/Berlin, 2026-11-23, 2026-11-22T23:00:00Z, 2026-11-23T23:00:00Z",
        // Days of 23 and 25 hours.
        "Europe/Berlin, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "Europe/Berlin, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        // Without a midnight: clocks go from 00:00 to 01:00.
        "America/Santiago, 2026-09-06, 2026-09-06T04:00:00Z, 2026-09-07T03:00:00Z",
        "America/Santiago, 2026-09-05, 2026-09-05T04:00:00Z, 2026-09-06T04:00:00Z",
        // A day that was left out.
        "Pacific/Apia, 2011-12-30, 2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z",
        "Pacific/Kiritimati, 2026-11-23, 2026-11-22T10:00:00Z, 2026-11-23T10:00:00Z",
        "UTC, 9999-12-31, 9999-12-31T00:00:00Z, 9999-12-31T23:59:59.999999Z",
        "UTC, 2024-02-29, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
    })
    void dateIsADayOfTheShop(String zone, String date, Instant start, Instant end) {
        assertEquals(start, Dates.start("from", date, ZoneId.of(zone)));
        assertEquals(end, Dates.end("to", date, ZoneId.of(zone)));
    }

    @Test
    void instantIsItself() {
        Instant instant = Instant.parse("2026-11-23T09:00:00Z");
        ZoneId zone = ZoneId.of("Europe/Berlin");

        assertEquals(instant, Dates.start("from", "2026-11-23T10:00:00+01:00", zone));
        assertEquals(instant, Dates.end("to", "2026-11-23T09:00:00Z", zone));
        assertNull(Dates.end("to", null, zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "2026-13-01", "tomorrow", "", "23.11.2026", "2026-11-23T10:00", "0000-01-01"})
    void anythingElseIsRefusedByName(String text) {
        Problem refused = assertThrows(Problem.class, () -> Dates.end("to", text, ZoneId.of("Europe/Berlin")));

        assertEquals(ProblemCode.INVALID_PARAMETER, refused.code());
        assertEquals("to", refused.field());
    }
}
