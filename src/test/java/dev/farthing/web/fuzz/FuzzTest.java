package dev.farthing.web.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Books;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Repetitions;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked, of any operation, with any key: no 5xx, no answer outside OpenAPI, no refusal without a code of the
 * catalogue, nothing of the inside in an answer, no error in the log, and the books are right. A failure names its seed;
 * {@code -Dfuzz.seed=...} makes the same requests again, but for the ids that the service gives anew.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FuzzTest {
    private static final Logger LOG = Logger.getLogger(FuzzTest.class);

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", Repetitions.of(3_000, 100_000));

    @Test
    void noRequestBreaksTheService() throws IOException {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        try (Fuzz fuzz = new Fuzz(seed)) {
            List<?> unreachable = fuzz.unreachable();
            fuzz.send(REQUESTS);

            LOG.infof("%d requests with seed %d: %s", REQUESTS, seed, fuzz.statuses());
            assertEquals(List.of(), fuzz.findings(), () -> "seed " + seed);
            assertEquals(List.of(), unreachable, "operations that serve nobody");
            assertEquals(fuzz.pairs(), fuzz.pairsAsked());
        }
        Books.assertRight(TestDatabase.shared());
    }
}
