package dev.farthing.ledger;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.util.regex.Pattern;

/** Makes a movement of money repeatable. */
public final class IdempotencyKey {
    /** Visible ASCII; long enough for a UUID or a hash, short enough for an index. */
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,120}");

    private IdempotencyKey() {}

    /** @throws Problem {@code idempotency_key_required} or {@code invalid_parameter} */
    public static String checked(String idempotencyKey) {
        if (idempotencyKey == null || idempotencyKey.isBlank()) {
            throw Problem.at(
                    ProblemCode.IDEMPOTENCY_KEY_REQUIRED,
                    "Idempotency-Key",
                    "This call needs an Idempotency-Key header.");
        }
        if (!isWellFormed(idempotencyKey)) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "Idempotency-Key",
                    "An Idempotency-Key has 1 to 120 visible ASCII characters.");
        }
        return idempotencyKey;
    }

    public static boolean isWellFormed(String idempotencyKey) {
        return FORM.matcher(idempotencyKey).matches();
    }
}
