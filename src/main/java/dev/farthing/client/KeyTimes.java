package dev.farthing.client;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How long keys work, as requests say it. */
final class KeyTimes {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private KeyTimes() {}

    /** How long a rotated key goes on beside the new one: a day where nothing is said. */
    static Duration overlap(String text) {
        if (text == null) {
            return Duration.ofHours(24);
        }
        try {
            Duration overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (DateTimeParseException notADuration) {
            // refused below
        }
        throw Problem.at(
                ProblemCode.INVALID_FIELD,
                "overlap",
                "overlap is an ISO-8601 duration from PT0S to P30D, such as PT1H.");
    }
}
