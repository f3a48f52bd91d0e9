package dev.farthing.web.filter;

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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns requests away, at once and with 503, while as many are in hand as this instance answers in good time. Otherwise they would
 * wait in queues that nobody bounds, and whoever is answered in the end has long gone.
 *
 * <p>Requests that hold a worker thread are bounded more narrowly than the reading of articles, which holds none. What operators
 * and orchestrators ask ({@code /q}) is never turned away: an instance that is busy is alive.
 */
@ApplicationScoped
class LoadShedding {
    /** Below Quarkus' CORS filter, which has 300, so that a browser app can read the refusal. */
    static final int AFTER_CORS = 290;

    private static final String ARTICLES = "/v1/articles/";

    private final FarthingConfig config;
    private final ProblemWriter refusal;
    private final Counter refused;
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger onWorkers = new AtomicInteger();

    LoadShedding(FarthingConfig config, ProblemWriter refusal, MeterRegistry meters) {
        this.config = config;
        this.refusal = refusal;
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
        // Not the response's end handler, which Quarkus takes for itself where it refuses a body.
        QuarkusRequestWrapper whole = QuarkusRequestWrapper.get(context.request());
        whole.addRequestDoneHandler(done -> inHand.decrementAndGet());
        if (holdsAWorker(context.request().method(), path)) {
            WorkerPermit place = new WorkerPermit(onWorkers);
            context.put(WorkerPermit.KEY, place);
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
        refusal.answer(
                context,
                Problem.of(
                        ProblemCode.OVERLOADED,
                        "This instance has as many requests in hand as it can answer in good time."));
    }
}
