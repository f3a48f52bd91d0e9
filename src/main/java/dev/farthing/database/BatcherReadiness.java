package dev.farthing.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Without a writer every request to the batcher fails. */
@ApplicationScoped
@Readiness
class BatcherReadiness implements HealthCheck {
    private final Batchers batchers;

    BatcherReadiness(Batchers batchers) {
        this.batchers = batchers;
    }

    @Override
    public HealthCheckResponse call() {
        return answer(batchers.all());
    }

    static HealthCheckResponse answer(List<Batcher<?, ?>> batchers) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("Batchers");
        boolean ready = true;
        for (Batcher<?, ?> batcher : batchers) {
            boolean serving = batcher.isServing();
            answer.withData(batcher.name(), serving ? "serving" : "no writer");
            ready &= serving;
        }
        return answer.status(ready).build();
    }
}
