package dev.farthing.gate;

import java.time.Instant;
import java.util.UUID;

/**
 * A request that the gate lets through.
 *
 * @param copy of the article, in the form that is wanted
 * @param clientId null for visitors without a key and for the configured admin
 * @param entryId the entry by which this request paid, or null when it did not have to
 * @param chargedMicros what it paid
 * @param balanceMicros the client's credit after it
 * @param expiresAt when what it bought ends; null: never, or it bought nothing
 */
record AccessGranted(
        CachedArticle copy, UUID clientId, UUID entryId, long chargedMicros, long balanceMicros, Instant expiresAt)
        implements Decision {
    /** Name of the request property that carries it. */
    static final String PROPERTY = "dev.farthing.passage";

    /** Somebody who need not pay. */
    static AccessGranted free(CachedArticle copy, UUID clientId, long balanceMicros) {
        return new AccessGranted(copy, clientId, null, 0, balanceMicros, null);
    }

    boolean charged() {
        return entryId != null;
    }
}
