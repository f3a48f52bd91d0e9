package dev.farthing.article;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.util.regex.Pattern;

/** How long a purchase lasts: an ISO-8601 duration that PostgreSQL reads as an interval. */
final class AccessPeriod {
    private static final Pattern PATTERN = Pattern.compile(
            "P(?=.)(\\d{1,4}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,5}D)?" + "(T(?=.)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,8}S)?)?");

    private AccessPeriod() {}

    /**
     * Null stays null.
     *
     * @throws Problem {@code invalid_field} if it is no duration or zero
     */
    static String checked(String period) {
        if (period == null || PATTERN.matcher(period).matches() && period.matches(".*[1-9].*")) {
            return period;
        }
        throw Problem.at(
                ProblemCode.INVALID_FIELD,
                "accessPeriod",
                "accessPeriod is an ISO-8601 duration longer than zero, such as P7D, P1M or PT12H.");
    }
}
