package dev.farthing.web.filter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts callers that disconnect before the answer, in the middle of their body or while they wait: no fault of the service. */
@ApplicationScoped
class AbandonedRequests {
    private static final int FIRST = 1_050;

    /** {@link BodyLost}: goes to the metrics, not to the caller. */
    private static final int CALLER_GONE = 499;

    private final Counter abandoned;

    AbandonedRequests(MeterRegistry meters) {
        this.abandoned = Counter.builder("farthing.requests.abandoned")
                .description("Requests whose caller disconnected before the answer")
                .register(meters);
    }

    void install(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    private void watch(RoutingContext context) {
        QuarkusRequestWrapper.get(context.request()).addRequestDoneHandler(done -> {
            HttpServerResponse response = context.response();
            // A worker that loses its body may write the answer before the disconnect gets here.
            if (!response.ended() || response.getStatusCode() == CALLER_GONE) {
                abandoned.increment();
            }
        });
        context.next();
    }
}
