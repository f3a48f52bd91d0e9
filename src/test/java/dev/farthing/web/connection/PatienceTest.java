package dev.farthing.web.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience = new Patience(10, 60, 30);

    @Test
    void eachSixteenKilobytesGiveASecondMore() {
        assertFalse(patience.isOver(30, 0));
        assertTrue(patience.isOver(31, 0));
        assertFalse(patience.isOver(30 + 128, 2 * 1024 * 1024));
        assertTrue(patience.isOver(31 + 128, 2 * 1024 * 1024));
    }

    /** Ten connections with a hundred streams each would otherwise keep everybody else out for half a minute. */
    @Test
    void patienceIsShortWhileUnreadAnswersHoldMostOfThePlaces() {
        Unsent unsent = new Unsent(1024, 10, Set.of());
        for (int i = 0; i < 5; i++) {
            unsent.answerWaits();
        }
        assertFalse(patience.isOver(3, 0, unsent.isCrowded()));

        unsent.answerWaits();
        assertFalse(patience.isOver(2, 0, unsent.isCrowded()));
        assertTrue(patience.isOver(3, 0, unsent.isCrowded()));

        unsent.answerLeft();
        assertFalse(patience.isOver(3, 0, unsent.isCrowded()));
    }
}
