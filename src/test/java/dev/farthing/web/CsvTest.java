package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class CsvTest {
    private static final String HEADING = "sequence,balance_after,time,reason\r\n";

    /** Fields out of alphabetical order, and one null. */
    record Line(long sequence, String balanceAfter, Instant time, String reason) {}

    private static String document(Line... lines) {
        return Csv.write(Line.class, List.of(lines));
    }

    @Test
    void componentsNameTheColumnsInTheirOrder() {
        assertEquals(
                HEADING + "7,-0.05,\"2026-11-28T10:00:00.000001Z\",read\r\n" + "8,0.00,2026-11-28T10:00:00Z,\r\n",
                document(
                        new Line(7, "-0.05", Instant.parse("2026-11-28T10:00:00.000001Z"), "read"),
                        new Line(8, "0.00", Instant.parse("2026-11-28T10:00:00Z"), null)));
    }

    @Test
    void documentWithoutRowsHasItsHeading() {
        assertEquals(HEADING, document());
    }

    @Test
    void separatorsQuotesAndLineEndsAreQuoted() {
        assertEquals(
                HEADING + "1,\"1,5\",,\"say \"\"yes\"\"\nand go\"\r\n",
                document(new Line(1, "1,5", null, "say \"yes\"\nand go")));
    }

    @Test
    void idsAndTimesAreTextAndNullIsEmpty() {
        String id = "0f4c1f4e-5d0b-7000-8000-000000000000";
        Instant time = Instant.parse("2026-11-28T10:00:00.123456Z");

        assertEquals(
                HEADING + "3,\"" + id + "\",\"2026-11-28T10:00:00.123456Z\",\r\n",
                document(new Line(3, id, time, null)));
    }

    @ParameterizedTest
    @CsvSource({"=1+1, '''=1+1'", "+1, '''+1'", "-1, '''-1'", "@a, '''@a'", "a=1, a=1"})
    void formulasInFreeTextAreDefused(String text, String expected) {
        assertEquals(expected, Csv.text(text));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void emptyTextIsAnEmptyField(String text) {
        assertEquals("", Csv.text(text));
    }
}
