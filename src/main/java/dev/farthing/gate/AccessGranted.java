package dev.farthing.gate;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * A request that may read the article.
 *
 * @param clientId null for visitors without a key and for the configured admin
 * @param entryId the ledger entry by which this request paid; null when it paid nothing
 * @param chargedMicros the amount it paid
 * @param balanceMicros the client's credit afterwards
 * @param expiresAt the end of the access it bought; null: never, or it bought nothing
 */
record AccessGranted(
        ArticleVersion article, UUID clientId, UUID entryId, long chargedMicros, long balanceMicros, Instant expiresAt)
        implements Decision {
    private static final String PROPERTY = AccessGranted.class.getName();

    /** Access without payment. */
    static AccessGranted free(ArticleVersion article, UUID clientId, long balanceMicros) {
        return new AccessGranted(article, clientId, null, 0, balanceMicros, null);
    }

    /** The access granted to the request, or null. */
    static AccessGranted of(ContainerRequestContext request) {
        return (AccessGranted) request.getProperty(PROPERTY);
    }

    boolean charged() {
        return entryId != null;
    }

    @Override
    public void apply(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    @Override
    public Response answer(Function<AccessGranted, Response> whenGranted) {
        return whenGranted.apply(this);
    }
}
