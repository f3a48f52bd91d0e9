package dev.farthing.client;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.Instant;

/** Whether a key that was found still opens something. */
public final class KeyState {
    private KeyState() {}

    /**
     * Passes a usable key.
     *
     * @throws Problem {@code revoked_api_key} or {@code expired_api_key}
     */
    public static void check(Instant revokedAt, Instant expiresAt) {
        if (revokedAt != null) {
            throw Problem.of(ProblemCode.REVOKED_API_KEY, "This API key was revoked at " + revokedAt + ".");
        }
        if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
            throw Problem.of(ProblemCode.EXPIRED_API_KEY, "This API key expired at " + expiresAt + ".");
        }
    }

    /** A key of the right form that no client has. */
    public static Problem unknown() {
        return Problem.of(ProblemCode.INVALID_API_KEY, "No client has this API key.");
    }
}
