package dev.farthing.gate;

import java.util.UUID;

/** @param clientId null for a visitor without a client */
record Quote(UUID clientId, ArticleHead article, long priceMicros, long balanceMicros) {
    long shortfallMicros() {
        return Math.max(0, priceMicros - balanceMicros);
    }
}
