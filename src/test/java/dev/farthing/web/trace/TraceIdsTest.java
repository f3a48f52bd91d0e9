package dev.farthing.web.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller's valid trace id is used; nothing else from a caller reaches the log that way. */
class TraceIdsTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + ID + "-00f067aa0ba902b7-01",
                "00-" + ID + "-00f067aa0ba902b7-00",
                "01-" + ID + "-00f067aa0ba902b7-01-of-a-later-version"
            })
    void idOfTheCallersTraceIsTakenOver(String traceparent) {
        assertEquals(ID, TraceIds.of(traceparent));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ID,
                "00-" + ID + "-00f067aa0ba902b7",
                "ff-" + ID + "-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-" + ID + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-" + ID + "-00f067aa0ba902b7-01\nforged",
                "00-{\"forged\":\"line of the log!!\"}---00f067aa0ba902b7-01"
            })
    void anythingElseGetsARandomId(String traceparent) {
        String id = TraceIds.of(traceparent);

        assertTrue(id.matches("[0-9a-f]{32}"), id);
        assertNotEquals(ID, id);
        assertNotEquals(id, TraceIds.of(traceparent));
    }
}
