package dev.farthing.database;

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
 * Not a liveness check: a restart does not bring a database back. A saturated pool with a recent answer counts as ready: some
 * refused requests are better than all instances unready at once.
 */
@ApplicationScoped
@Readiness
class DatabaseReadiness implements HealthCheck {
    /** Below the probe's timeout of 3 s in the manifests. */
    private static final int TIMEOUT_S = 2;

    /** Tells a saturated pool from a silently lost server. */
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Schema schema;
    private volatile long lastAnswer;

    DatabaseReadiness(Schema schema) {
        this.schema = schema;
        this.lastAnswer = System.nanoTime() - RECENT_NANOS;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("Database").withData("migration", Schema.VERSION);
        try {
            boolean ready = CompletableFuture.supplyAsync(schema::isReady, Infrastructure.getDefaultWorkerPool())
                    .get(TIMEOUT_S, TimeUnit.SECONDS);
            lastAnswer = System.nanoTime();
            return ready ? answer.up().build() : down(answer, "the migration has not been applied");
        } catch (TimeoutException late) {
            return busy(answer, "no answer within " + TIMEOUT_S + " s");
        } catch (ExecutionException failed) {
            return SqlStates.isPoolExhausted(failed.getCause())
                    ? busy(answer, "no connection in time")
                    : down(answer, SqlStates.summary(failed.getCause()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return answer.down().build();
        }
    }

    private HealthCheckResponse busy(HealthCheckResponseBuilder answer, String fault) {
        return System.nanoTime() - lastAnswer < RECENT_NANOS
                ? answer.up().withData("busy", fault).build()
                : down(answer, fault);
    }

    private static HealthCheckResponse down(HealthCheckResponseBuilder answer, String fault) {
        return answer.down().withData("fault", fault).build();
    }
}
