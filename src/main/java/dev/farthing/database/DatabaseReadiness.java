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
 * Ready where the database answers soon and has this release's tables. Readiness only: an instance is not the livelier for being
 * started anew because its database is away.
 *
 * <p>Who is busy is ready: where every connection is in use and the last answer is but seconds old, callers are better served by
 * this service's own refusals than by all instances leaving at once.
 */
@ApplicationScoped
@Readiness
class DatabaseReadiness implements HealthCheck {
    /** Below the three seconds that the manifests give a probe. */
    private static final int PATIENCE_S = 2;

    /** An answer this recent tells a busy pool from a server that is away without a word. */
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Schema schema;
    private volatile long answered;

    DatabaseReadiness(Schema schema) {
        this.schema = schema;
        this.answered = System.nanoTime() - RECENT_NANOS;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("Database").withData("migration", Schema.VERSION);
        try {
            boolean ready = CompletableFuture.supplyAsync(schema::isReady, Infrastructure.getDefaultWorkerPool())
                    .get(PATIENCE_S, TimeUnit.SECONDS);
            answered = System.nanoTime();
            return ready ? answer.up().build() : down(answer, "the migration has not been applied");
        } catch (TimeoutException late) {
            return busy(answer, "no answer within " + PATIENCE_S + " s");
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
        return System.nanoTime() - answered < RECENT_NANOS
                ? answer.up().withData("busy", fault).build()
                : down(answer, fault);
    }

    private static HealthCheckResponse down(HealthCheckResponseBuilder answer, String fault) {
        return answer.down().withData("fault", fault).build();
    }
}
