package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.CapturedLog;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Without tracing, too, a failure's answer and all of its log lines carry one trace id. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TraceIdTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + ID + "-00f067aa0ba902b7-01";

    private static String undeliverable() {
        String slug = "undeliverable-" + UUID.randomUUID();
        article(slug, "0.05");
        return slug;
    }

    @Test
    void answerAndLogLinesOfAFailureHaveTheCallersTraceId() {
        String slug = undeliverable();
        Wallet reader = wallet("1.00");
        try (CapturedLog log = CapturedLog.ofEverything()) {
            as(reader)
                    .header("traceparent", TRACEPARENT)
                    .get("/v1/articles/" + slug)
                    .then()
                    .statusCode(500)
                    .body("traceId", is(ID))
                    .body("error.code", is("internal_error"));

            // The event loop or a worker logs the answer, another worker the refund.
            assertEquals(ID, log.traceIdOf("/v1/articles/" + slug + " failed"));
            assertEquals(ID, log.traceIdOf("Refunded " + slug));
        }
    }

    @Test
    void pageOfAFailureShowsTheTraceId() {
        String slug = undeliverable();

        as(wallet("1.00"))
                .header("traceparent", TRACEPARENT)
                .accept("text/html")
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(500)
                .body(containsString("<dd>" + ID + "</dd>"));
    }

    @Test
    void refusalsHaveNoTraceId() {
        as(wallet())
                .header("traceparent", TRACEPARENT)
                .get("/v1/articles/" + article("0.05"))
                .then()
                .statusCode(402)
                .body("traceId", nullValue());
    }

    @Test
    void concurrentRequestsHaveDifferentTraceIds() {
        List<String> slugs =
                Stream.generate(TraceIdTest::undeliverable).limit(16).toList();
        Wallet reader = wallet("1.00");
        try (CapturedLog log = CapturedLog.ofEverything()) {
            List<String> ids = Race.run(slugs.size(), i -> read(reader, slugs.get(i))
                    .then()
                    .statusCode(500)
                    .extract()
                    .path("traceId"));

            assertEquals(slugs.size(), new HashSet<>(ids).size());
            for (int i = 0; i < slugs.size(); i++) {
                assertTrue(ids.get(i).matches("[0-9a-f]{32}"), ids.get(i));
                assertNotEquals(ID, ids.get(i));
                assertEquals(ids.get(i), log.traceIdOf("Refunded " + slugs.get(i)));
            }
        }
    }
}
