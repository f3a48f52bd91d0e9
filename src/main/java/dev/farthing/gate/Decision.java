package dev.farthing.gate;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.function.Consumer;
import java.util.function.Function;

sealed interface Decision permits AccessGranted, Decision.Refused {

    /** Lets the request go on, or aborts it. */
    void apply(ContainerRequestContext request);

    void ifCharged(Consumer<AccessGranted> work);

    /** For a request that only buys. */
    Response answer(Function<AccessGranted, Response> whenGranted);

    /** @param answer the 402 */
    record Refused(Response answer) implements Decision {
        @Override
        public void apply(ContainerRequestContext request) {
            request.abortWith(answer);
        }

        @Override
        public void ifCharged(Consumer<AccessGranted> work) {
            // A 402 moved no money.
        }

        @Override
        public Response answer(Function<AccessGranted, Response> whenGranted) {
            return answer;
        }
    }
}
