package dev.farthing.web;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sends callers elsewhere before this instance stops. From the signal to stop until {@code quarkus.shutdown.delay} is over it is
 * not ready any more and serves what still comes; each answer closes its connection, so that no caller is about to send a request
 * on one when the port is closed.
 */
@ApplicationScoped
class Draining {
    /** Before everything that may answer. */
    private static final int FIRST = 1_000;

    private volatile boolean draining;

    void install(@Observes Filters filters) {
        filters.register(this::closeConnection, FIRST);
    }

    void onDelay(@Observes ShutdownDelayInitiatedEvent stopping) {
        draining = true;
    }

    private void closeConnection(RoutingContext context) {
        if (draining && context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close");
        }
        context.next();
    }
}
