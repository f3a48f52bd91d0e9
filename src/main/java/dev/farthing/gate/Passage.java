package dev.farthing.gate;

import java.util.UUID;

/**
 * A request that the gate let through.
 *
 * @param clientId null for visitors without a key and for the configured admin
 * @param entryId the entry by which this request paid, or null when it did not have to
 * @param chargedMicros what it paid
 * @param balanceMicros the client's credit after it
 */
record Passage(Visit.Article article, UUID clientId, UUID entryId, long chargedMicros, long balanceMicros) {
    /** Name of the request property that carries it. */
    static final String PROPERTY = "dev.farthing.passage";

    boolean charged() {
        return entryId != null;
    }
}
