package dev.farthing.audit;

import static dev.farthing.audit.Acting.actsOf;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.staff;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** Workers that write the audit trail reject work at shutdown; requests are still answered and audited. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class StoppedWorkersTest {
    /** Fails a test that hangs; an answer takes milliseconds. */
    private static final Duration HANGING = Duration.ofSeconds(20);

    @TestHTTPResource("/v1/clients/")
    URI clients;

    /** A request refused for its role is on an event loop when it is audited. */
    @Test
    void refusedRequestIsAnsweredAndAuditedAtShutdown() throws IOException, InterruptedException {
        Wallet publisher = staff("PUBLISHER");
        HttpRequest resume = HttpRequest.newBuilder(clients.resolve(wallet().id() + "/suspension"))
                .DELETE()
                .header("Authorization", "Bearer " + publisher.key())
                .timeout(HANGING)
                .build();
        HttpClient http = HttpClient.newHttpClient();
        // From now on the key is cached, so its lookup needs no worker.
        assertEquals(403, status(http, resume));

        Executor workers = Infrastructure.getDefaultExecutor();
        ScheduledExecutorService stopped = Executors.newScheduledThreadPool(1);
        stopped.shutdown();
        Infrastructure.setDefaultExecutor(stopped, false);
        try {
            assertEquals(403, status(http, resume));
        } finally {
            Infrastructure.setDefaultExecutor(workers, false);
        }

        actsOf(publisher).then().body("items.status", is(List.of(403, 403)));
    }

    private static int status(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
