package dev.farthing.client;

import dev.farthing.web.Dates;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

@ApplicationScoped
class ApiKeys {
    private final ClientConfig config;
    private final Dates dates;
    private final Clock clock;

    ApiKeys(ClientConfig config, Dates dates, Clock clock) {
        this.config = config;
        this.dates = dates;
        this.clock = clock;
    }

    /**
     * The caller holds the client's lock, so that concurrent requests cannot exceed the limit.
     *
     * @param expiresAt null: never
     * @throws Problem {@code invalid_field}: a past expiry, or too many usable keys
     */
    ClientViews.NewKey issue(UUID clientId, String label, String expiresAt) {
        Instant expiry = dates.futureEnd("expiresAt", expiresAt);
        Instant now = clock.instant();
        if (ApiKey.usable(clientId, now).size() >= config.maxKeys()) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD,
                    "label",
                    "A client holds at most " + config.maxKeys() + " keys; revoke one first.");
        }
        KeyToken token = KeyToken.generate(clientId);
        ApiKey key = ApiKey.create(token, label, expiry, now);
        return new ClientViews.NewKey(key.id, key.label, key.expiresAt, token.text());
    }
}
