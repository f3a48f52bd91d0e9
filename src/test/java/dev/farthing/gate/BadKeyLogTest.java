package dev.farthing.gate;

import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.farthing.support.CapturedLog;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of strangers log no errors. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BadKeyLogTest {
    /** An answer may precede its log line; the next request's line comes after it. */
    private static final int TIMES = 5;

    @ParameterizedTest
    @ValueSource(strings = {"/v1/articles/none", "/v1/articles", "/v1/me", "/v1/clients"})
    void badKeyIsAnsweredOnceAndLeavesNoErrorInTheLog(String path) {
        try (CapturedLog log = CapturedLog.ofEverything()) {
            for (int i = 0; i < TIMES; i++) {
                problem(given().header("Authorization", "Bearer nonsense").get(path), 401, "invalid_api_key");
            }

            assertFalse(log.text().contains("Exception"), log::text);
        }
    }
}
