package dev.farthing.ledger;

import dev.farthing.web.DatabaseFaults;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready where the database answers soon and has this release's tables. Readiness only: an instance is not the livelier for being
 * started anew because its database is away.
 */
@ApplicationScoped
@Readiness
class DatabaseReadiness implements HealthCheck {
    /** Well below what orchestrators wait for a probe, once the manifests allow it three. */
    private static final int PATIENCE_S = 2;

    private final Schema schema;

    DatabaseReadiness(Schema schema) {
        this.schema = schema;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("Database").withData("migration", Schema.VERSION);
        try {
            boolean ready = CompletableFuture.supplyAsync(schema::isReady, Infrastructure.getDefaultWorkerPool())
                    .get(PATIENCE_S, TimeUnit.SECONDS);
            return ready
                    ? answer.up().build()
                    : answer.down()
                            .withData("fault", "the migration has not been applied")
                            .build();
        } catch (TimeoutException late) {
            return answer.down()
                    .withData("fault", "no answer within " + PATIENCE_S + " s")
                    .build();
        } catch (ExecutionException failed) {
            return answer.down()
                    .withData("fault", DatabaseFaults.summary(failed.getCause()))
                    .build();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return answer.down().build();
        }
    }
}
