package dev.farthing.web.filter;

import dev.farthing.web.Answer;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Answers 503 at once when too many requests are in flight, instead of queueing work whose client has given up.
 *
 * <p>Health and metrics ({@code /q}) always pass: a busy instance is alive.
 */
@ApplicationScoped
class LoadShedding {
    /** After Quarkus' CORS filter (300), so that a browser app can read the refusal. */
    static final int AFTER_CORS = 290;

    private static final String ARTICLES = "/v1/articles/";

    private final ProblemWriter writer;
    private final Counter refused;
    private final RequestPermits permits;

    LoadShedding(FarthingConfig config, ProblemWriter writer, MeterRegistry meters) {
        this.writer = writer;
        this.permits = new RequestPermits(config.maxRequests(), config.maxRequestsOnWorkers());
        this.refused = meters.counter("farthing.requests.turned.away");
        meters.gauge("farthing.requests.in.hand", permits, RequestPermits::inFlight);
        meters.gauge("farthing.requests.on.workers", permits, RequestPermits::onWorkers);
    }

    void install(@Observes Filters filters) {
        filters.register(this::admit, AFTER_CORS);
    }

    private void admit(RoutingContext context) {
        // Normalized as in the router: /q/../v1 is not under /q.
        String path = context.normalizedPath();
        if (path.startsWith("/q/")) {
            context.next();
            return;
        }
        permits.acquire(holdsWorker(context.request().method(), path))
                .ifPresentOrElse(permit -> admit(context, permit), () -> refuse(context));
    }

    private static void admit(RoutingContext context, RequestPermit permit) {
        context.put(RequestPermit.KEY, permit);
        // Not the response's end handler: Quarkus replaces it when it refuses a body.
        QuarkusRequestWrapper.get(context.request()).addRequestDoneHandler(done -> permit.answered());
        Answer.of(context).whenLeft(permit::requestEnded);
        context.next();
    }

    /** All but the read of one article, which the gate suspends while it waits. */
    private static boolean holdsWorker(HttpMethod method, String path) {
        boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD;
        return !(reads && path.startsWith(ARTICLES) && path.indexOf('/', ARTICLES.length()) < 0);
    }

    private void refuse(RoutingContext context) {
        refused.increment();
        writer.answer(
                context.request(),
                Problem.of(
                        ProblemCode.OVERLOADED,
                        "This instance has as many requests in flight as it can answer in time."));
    }
}
