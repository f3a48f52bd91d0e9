package dev.farthing.web.filter;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Answers with a problem what fails outside of JAX-RS, such as an address that cannot be decoded. */
@ApplicationScoped
class UnroutedRequests {
    private static final Logger LOG = Logger.getLogger(UnroutedRequests.class);

    private final ProblemWriter writer;

    UnroutedRequests(ProblemWriter writer) {
        this.writer = writer;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (context.failure() instanceof SecurityException || response.headWritten()) {
            // Quarkus sends its challenge, or ends what has begun.
            context.next();
            return;
        }
        writer.answer(context.request(), problem(context));
    }

    private static Problem problem(RoutingContext context) {
        Throwable fault = context.failure();
        int status = context.statusCode() < 0 ? 500 : context.statusCode();
        if (status == 400) {
            return badRequest(context.request());
        }
        if (fault instanceof RejectedExecutionException) {
            return Problem.ofStatus(503);
        }
        if (fault instanceof IOException) {
            LOG.debugf("%s: the caller disconnected", context.request().path());
        } else if (status >= 500) {
            LOG.errorf(fault, "%s failed", context.request().path());
        }
        return Problem.ofStatus(status);
    }

    private static Problem badRequest(HttpServerRequest request) {
        return request.authority() == null
                ? Problem.at(ProblemCode.MALFORMED_REQUEST, "Host", "The Host header is missing or not valid.")
                : Problem.of(
                        ProblemCode.MALFORMED_REQUEST,
                        "The address cannot be read: two hex digits follow each percent sign.");
    }
}
