package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Configured;
import dev.farthing.web.start.ConfigErrors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The article cache has to fit into the heap. */
class GateCheckTest {
    private static List<String> faults(Map<String, String> values) {
        ConfigErrors faults = new ConfigErrors();
        new GateCheck(Configured.as(GateConfig.class, values)).check(faults);
        return faults.found();
    }

    @Test
    void defaultAndEmptyCacheAreAccepted() {
        assertEquals(List.of(), faults(Map.of()));
        assertEquals(List.of(), faults(Map.of("farthing.gate.article-cache-size", "0")));
    }

    @Test
    void cacheLargerThanTheHeapIsRefused() {
        long heap = Runtime.getRuntime().maxMemory();

        assertEquals(
                List.of("farthing.gate.article-cache-size is from 0 to " + heap + " bytes; it is 1125899906842624."),
                faults(Map.of("farthing.gate.article-cache-size", "1P")));
    }
}
