package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExportPlacesTest {

    private static long taken(ExportPlaces places, String caller, int asked) {
        return Stream.generate(() -> places.take(caller))
                .limit(asked)
                .filter(taken -> taken)
                .count();
    }

    @Test
    void oneCallerLeavesHalfToOthers() {
        ExportPlaces places = new ExportPlaces(8);

        assertEquals(4, taken(places, "one", 10));
        assertEquals(3, taken(places, "other", 3));
        assertEquals(1, taken(places, "third", 10));
        assertFalse(places.take("other"));
    }

    @Test
    void placeIsFreeAgainAfterTheExport() {
        ExportPlaces places = new ExportPlaces(2);
        assertTrue(places.take("one"));
        assertFalse(places.take("one"));

        places.free("one");

        assertTrue(places.take("one"));
    }

    @Test
    void onlyPlaceIsForEverybody() {
        ExportPlaces places = new ExportPlaces(1);

        assertTrue(places.take("one"));
        assertFalse(places.take("other"));
    }
}
