package dev.farthing.web.filter;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses what is announced to be larger than Quarkus would ever read, with the same problem as {@link BodyLimit}: Quarkus looks at
 * the announcement before any endpoint does, and would answer without a word of what is wrong.
 */
@ApplicationScoped
class OversizedBodyFilter {
    /** Once the request is counted. */
    private static final int AFTER_ADMISSION = LoadShedding.AFTER_CORS - 1;

    private final Optional<MemorySize> largest;
    private final ProblemWriter refusal;
    private final BodyLimit.Limit limit;

    OversizedBodyFilter(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> largest,
            BodyLimit.Limit limit,
            ProblemWriter refusal) {
        this.largest = largest;
        this.limit = limit;
        this.refusal = refusal;
    }

    void install(@Observes Filters filters) {
        largest.ifPresent(most -> filters.register(context -> look(context, most.asLongValue()), AFTER_ADMISSION));
    }

    private void look(RoutingContext context, long most) {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        if (length != null && BodyLimit.isLonger(length, most)) {
            Future<Void> sent = refusal.answer(context, limit.problem());
            if (request.version() != HttpVersion.HTTP_2) {
                // Or all of it would be read, to be thrown away.
                sent.onComplete(done -> request.connection().close());
            }
        } else {
            context.next();
        }
    }
}
