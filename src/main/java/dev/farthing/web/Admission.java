package dev.farthing.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns requests away, at once and with 503, while as many are in hand as this instance answers in good time. Otherwise they would
 * wait in queues that nobody bounds, and whoever is answered in the end has long gone.
 *
 * <p>Requests that hold a worker thread are bounded more narrowly than the reading of articles, which holds none. What operators
 * and orchestrators ask ({@code /q}) is never turned away: an instance that is busy is alive.
 */
@ApplicationScoped
class Admission {
    /** Below Quarkus' CORS filter, which has 300, so that a browser app can read the refusal. */
    private static final int AFTER_CORS = 290;

    private static final String ARTICLES = "/v1/articles/";

    private final FarthingConfig config;
    private final Problems problems;
    private final ObjectMapper json;
    private final Counter refused;
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger onWorkers = new AtomicInteger();

    Admission(FarthingConfig config, Problems problems, ObjectMapper json, MeterRegistry meters) {
        this.config = config;
        this.problems = problems;
        this.json = json;
        this.refused = meters.counter("farthing.requests.turned.away");
        meters.gauge("farthing.requests.in.hand", inHand);
        meters.gauge("farthing.requests.on.workers", onWorkers);
    }

    void install(@Observes Filters filters) {
        filters.register(this::admit, AFTER_CORS);
    }

    private void admit(RoutingContext context) {
        // As the router reads it: /q/../v1 is no matter of operators.
        String path = context.normalizedPath();
        if (path.startsWith("/q/")) {
            context.next();
            return;
        }
        boolean tooMany = inHand.incrementAndGet() > config.maxRequests();
        // Not the response's end handler, which Quarkus takes for itself where it refuses a body's length.
        QuarkusRequestWrapper whole = QuarkusRequestWrapper.get(context.request());
        whole.addRequestDoneHandler(done -> inHand.decrementAndGet());
        if (holdsAWorker(context.request().method(), path)) {
            WorkerPlace place = new WorkerPlace(onWorkers);
            context.put(WorkerPlace.KEY, place);
            whole.addRequestDoneHandler(done -> place.requestEnded());
            tooMany |= onWorkers.get() > config.maxRequestsOnWorkers();
        }
        if (tooMany) {
            turnAway(context);
        } else {
            context.next();
        }
    }

    /** All but the reading of one article, which the gate puts aside while it waits. */
    private static boolean holdsAWorker(HttpMethod method, String path) {
        boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD;
        return !(reads && path.startsWith(ARTICLES) && path.indexOf('/', ARTICLES.length()) < 0);
    }

    private void turnAway(RoutingContext context) {
        refused.increment();
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        Problem busy = Problem.of(
                ProblemCode.OVERLOADED, "This instance has as many requests in hand as it can answer in good time.");
        response.setStatusCode(ProblemCode.OVERLOADED.status())
                .putHeader("Retry-After", Integer.toString(busy.retryAfterS()))
                .putHeader("Cache-Control", "no-store")
                .putHeader("Vary", "Authorization, Accept, Origin");
        if (hasBody(request) && request.version() != HttpVersion.HTTP_2) {
            // Nobody reads it, so the connection is of no use for another request; a stream of HTTP/2 ends by itself.
            response.putHeader("Connection", "close");
        }
        ProblemBody body = problems.body(busy, request.path(), Map.of());
        if (isBrowser(request)) {
            response.putHeader("Content-Type", "text/html;charset=UTF-8").end(ProblemPage.of(body));
        } else {
            response.putHeader("Content-Type", Problems.PROBLEM_JSON).end(text(body));
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding") || length != null && !length.equals("0");
    }

    /** All that a refusal in passing looks at: browsers that open a page name it first. */
    private static boolean isBrowser(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.startsWith("text/html");
    }

    private String text(ProblemBody body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
