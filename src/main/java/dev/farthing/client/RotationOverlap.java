package dev.farthing.client;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.Duration;
import java.time.format.DateTimeParseException;

final class RotationOverlap {
    private static final Duration DEFAULT = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(30);

    private RotationOverlap() {}

    /**
     * @param text ISO-8601, up to P30D; null: a day
     * @throws Problem {@code invalid_field}
     */
    static Duration parse(String text) {
        if (text == null) {
            return DEFAULT;
        }
        try {
            Duration overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST) <= 0) {
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
