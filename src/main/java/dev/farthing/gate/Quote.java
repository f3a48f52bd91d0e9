package dev.farthing.gate;

import java.util.UUID;

/**
 * The price of an article for a client, and the client's credit. Amounts in micros.
 *
 * @param clientId null for a visitor without a client
 */
record Quote(UUID clientId, ArticleHead article, long priceMicros, long balanceMicros) {
    long shortfallMicros() {
        return Math.max(0, priceMicros - balanceMicros);
    }
}
