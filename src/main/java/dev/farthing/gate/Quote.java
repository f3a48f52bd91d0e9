package dev.farthing.gate;

import java.util.UUID;

/**
 * What an article costs a client, and what the client has. Amounts in micros.
 *
 * @param clientId null for somebody without a client
 */
record Quote(UUID clientId, ArticleVersion edition, long priceMicros, long balanceMicros) {
    long shortfallMicros() {
        return Math.max(0, priceMicros - balanceMicros);
    }
}
