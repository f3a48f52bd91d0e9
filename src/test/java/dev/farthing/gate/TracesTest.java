package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Metrics.assertGrew;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Metrics;
import dev.farthing.support.OtlpResource;
import dev.farthing.support.OtlpStandIn;
import dev.farthing.support.Race;
import dev.farthing.support.ReceivedSpan;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.ContentType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With tracing on, a trace leads from the caller's span to the ledger entry. */
@QuarkusTest
@QuarkusTestResource(value = OtlpResource.class, restrictToAnnotatedClass = true)
@TestProfile(TracesTest.SwitchedOn.class)
class TracesTest {
    /** The only settings besides the collector's address. */
    public static final class SwitchedOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false");
        }
    }

    private static final String CALLER = "00f067aa0ba902b7";

    OtlpStandIn collector;

    private static String newTraceId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static int read(Wallet reader, String slug, String traceId) {
        return as(reader)
                .header("traceparent", "00-" + traceId + "-" + CALLER + "-01")
                .get("/v1/articles/" + slug)
                .statusCode();
    }

    private List<ReceivedSpan> traceOfRequest(String traceId) {
        return collector.trace(traceId, span -> span.parentId().equals(CALLER));
    }

    private static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
        List<ReceivedSpan> found =
                spans.stream().filter(span -> span.name().equals(name)).toList();
        assertEquals(1, found.size(), () -> name + " in " + spans);
        return found.get(0);
    }

    @Test
    void paidReadIsTracedFromTheCallerToTheEntry() {
        String traceId = newTraceId();
        Wallet reader = wallet("1.00");
        String slug = article("0.05");
        Metrics before = Metrics.now();

        assertEquals(200, read(reader, slug, traceId));

        // The metrics also work after a restart in the same JVM, which this test profile causes.
        assertGrew(before, "0.05", "farthing_money_moved_total", "kind", "purchase", "from", "client", "to", "revenue");
        List<ReceivedSpan> trace = traceOfRequest(traceId);
        ReceivedSpan request = named(trace, "GET /v1/articles/{slug}");
        assertEquals(CALLER, request.parentId());
        ReceivedSpan look = named(trace, "gate look");
        assertEquals(request.spanId(), look.parentId());
        assertEquals("charge", look.attributes().get("farthing.terms"));
        ReceivedSpan charge = named(trace, "charge");
        assertEquals(request.spanId(), charge.parentId());
        assertEquals("Charged", charge.attributes().get("farthing.outcome"));
        assertEquals("50000", charge.attributes().get("farthing.amount_micros"));
        String entry = TestDatabase.shared()
                .value("select id from ledger_entry where kind = 'PURCHASE' and client_id = ?::uuid", reader.id());
        assertEquals(entry, charge.attributes().get("farthing.entry_id"));
        // Alone in its batch, so the statement belongs to this trace.
        assertEquals(look.spanId(), named(trace, "looks batch").parentId());
        ReceivedSpan statement = named(trace, "charges batch");
        assertEquals(charge.spanId(), statement.parentId());
        assertEquals("1", statement.attributes().get("farthing.batch.size"));
        assertEquals("postgresql", statement.attributes().get("db.system.name"));
    }

    @Test
    void queryOfAnAddressIsNotTraced() {
        String traceId = newTraceId();

        given().header("traceparent", "00-" + traceId + "-" + CALLER + "-01")
                .get("/v1/articles?q=signed-link-7c1f09ab")
                .then()
                .statusCode(200);

        ReceivedSpan request = named(traceOfRequest(traceId), "GET /v1/articles");
        assertEquals("hidden", request.attributes().get("url.query"));
        assertFalse(request.toString().contains("7c1f09ab"), request::toString);
    }

    @Test
    void explicitPurchaseIsTraced() {
        String traceId = newTraceId();
        Wallet reader = wallet("0.01");

        as(reader)
                .header("traceparent", "00-" + traceId + "-" + CALLER + "-01")
                .contentType(ContentType.JSON)
                .body(Map.of("article", article("0.05")))
                .post("/v1/me/purchases")
                .then()
                .statusCode(402)
                .body("error.code", is("insufficient_credit"));

        List<ReceivedSpan> trace = traceOfRequest(traceId);
        ReceivedSpan charge = named(trace, "charge");
        assertEquals(named(trace, "POST /v1/me/purchases").spanId(), charge.parentId());
        assertEquals("Insufficient", charge.attributes().get("farthing.outcome"));
    }

    @Test
    void batchedChargesKeepTheirOwnRequestsAsParents() {
        String slug = article("0.05");
        List<Wallet> readers = Stream.generate(() -> wallet("1.00")).limit(24).toList();
        List<String> traceIds =
                Stream.generate(TracesTest::newTraceId).limit(readers.size()).toList();

        List<Integer> statuses = Race.run(readers.size(), i -> read(readers.get(i), slug, traceIds.get(i)));

        assertEquals(Set.of(200), new HashSet<>(statuses));
        Set<String> charges = new HashSet<>();
        for (String traceId : traceIds) {
            List<ReceivedSpan> trace = traceOfRequest(traceId);
            ReceivedSpan charge = named(trace, "charge");
            assertEquals(named(trace, "GET /v1/articles/{slug}").spanId(), charge.parentId());
            charges.add(charge.spanId());
        }
        // A statement's span is the child of a single charge, and linked to several.
        Set<String> made = collector.await(span -> span.name().endsWith("charges batch"), span -> true).stream()
                .flatMap(span -> Stream.concat(Stream.of(span.parentId()), span.links().stream()))
                .collect(Collectors.toSet());
        assertTrue(made.containsAll(charges), () -> charges + " in " + made);
    }
}
