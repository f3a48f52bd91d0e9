package dev.farthing.gate;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** The gate's decision about a request: {@linkplain AccessGranted access} or a refusal. */
sealed interface Decision permits AccessGranted, Decision.Refused {

    /** Lets the request go on, or aborts it. */
    void apply(ContainerRequestContext request);

    /** The answer of a request that only buys. */
    Response answer(Function<AccessGranted, Response> whenGranted);

    /** @param answer the 402 in place of the article */
    record Refused(Response answer) implements Decision {
        @Override
        public void apply(ContainerRequestContext request) {
            request.abortWith(answer);
        }

        @Override
        public Response answer(Function<AccessGranted, Response> whenGranted) {
            return answer;
        }
    }
}
