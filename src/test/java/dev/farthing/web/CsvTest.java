package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final String HEADING = "sequence,balance_after,time,reason\r\n";

    /** Fields out of alphabetical order, and one null. */
    record Line(long sequence, String balanceAfter, Instant time, String reason) {}

    private static String document(Line... lines) {
        Csv.Lines<Line, Line> csv = new Csv.Lines<>(Line.class, line -> line, false);
        return csv.heading() + csv.of(List.of(lines));
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
    @ValueSource(
            strings = {
                ">=1+1",
                ">\t>=1+1",
                "> =1+1",
                ">\u00a0=1+1",
                ">\u3000=1+1",
                ">\u2007\u200b\ufeff=1+1",
                ">\u202e+1",
                ">\uff1d1+1",
                ">\uff0b1",
                ">\uff0d1",
                ">\uff20SUM(1)",
                ">\u22121",
                ">\tplain",
                ">\rplain",
                ">\nplain",
                "a;>=1+1",
                "a; b;>  =1+1",
                "a\t>=1+1",
                "a\r\n>=1+1",
                "a\n>\u00a0-1",
                "a\u2028>@SUM(1)",
                "no=formula, a-b + c@d",
                "a; b",
                "\u00a0plain",
            })
    void apostropheStandsWhereAFormulaWouldBegin(String marked) {
        assertEquals(marked.replace('>', '\''), Csv.text(marked.replace(">", "")));
    }

    @Test
    void longTextIsDefusedInLinearTime() {
        String text = (";" + " ".repeat(1_000)).repeat(200) + "=1";

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Csv.text(text));
    }

    @Test
    void byteOrderMarkComesFirstIfWanted() {
        Csv.Lines<Line, Line> csv = new Csv.Lines<>(Line.class, line -> line, true);

        assertEquals("\uFEFF" + HEADING, csv.heading());
        assertEquals("7,,,\r\n", csv.of(List.of(new Line(7, null, null, null))));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void emptyTextIsAnEmptyField(String text) {
        assertEquals("", Csv.text(text));
    }
}
