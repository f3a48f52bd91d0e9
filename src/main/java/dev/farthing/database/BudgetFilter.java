package dev.farthing.database;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

@ApplicationScoped
class BudgetFilter {
    /** Before authentication, which looks up keys. */
    private static final int EARLY = 900;

    void onRoutes(@Observes Filters filters) {
        filters.register(BudgetFilter::begin, EARLY);
    }

    private static void begin(RoutingContext routing) {
        RequestBudget.begin(() -> routing.response().headWritten());
        routing.next();
    }
}
