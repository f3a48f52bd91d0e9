package dev.farthing.gate;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * @param clientId null for visitors without a key and for the configured admin
 * @param entryId null when this request paid nothing
 * @param balanceMicros the credit afterwards
 * @param expiresAt end of the bought access; null: never, or nothing was bought
 */
record AccessGranted(
        ArticleVersion article, UUID clientId, UUID entryId, long chargedMicros, long balanceMicros, Instant expiresAt)
        implements Decision {
    private static final String PROPERTY = AccessGranted.class.getName();

    /** Without payment. */
    static AccessGranted free(ArticleVersion article, UUID clientId, long balanceMicros) {
        return new AccessGranted(article, clientId, null, 0, balanceMicros, null);
    }

    /** Null where none was granted. */
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
    public void ifCharged(Consumer<AccessGranted> work) {
        if (charged()) {
            work.accept(this);
        }
    }

    @Override
    public Response answer(Function<AccessGranted, Response> whenGranted) {
        return whenGranted.apply(this);
    }
}
