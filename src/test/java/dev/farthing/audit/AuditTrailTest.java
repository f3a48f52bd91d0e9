package dev.farthing.audit;

import static dev.farthing.audit.Acting.AGENT;
import static dev.farthing.audit.Acting.actsOf;
import static dev.farthing.audit.Acting.actsOn;
import static dev.farthing.audit.Acting.by;
import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Payments;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import dev.farthing.web.AuditAction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each change by an admin or publisher leaves one audit record: actor, action, time and origin. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AuditTrailTest {
    private static final Map<String, String> REASON = Map.of("reason", "for a test");

    record Done(String target, Response answer) {}

    record Attempt(String act, String kind, String method, String path, int status, Function<Wallet, Done> call) {
        @Override
        public String toString() {
            return act;
        }
    }

    static Stream<Attempt> acts() {
        return Stream.of(
                new Attempt("article.publish", "article", "PUT", "/v1/articles/{slug}", 201, admin -> {
                    String slug = newSlug();
                    return new Done(slug, by(admin).body(draft("0.05")).put("/v1/articles/" + slug));
                }),
                new Attempt("article.upload", "article", "POST", "/v1/articles", 201, admin -> {
                    String slug = newSlug();
                    return new Done(
                            slug,
                            by(admin)
                                    .contentType("text/markdown")
                                    .body("Text.")
                                    .post("/v1/articles?file=" + slug + ".md"));
                }),
                new Attempt("article.change", "article", "PATCH", "/v1/articles/{slug}", 200, admin -> {
                    String slug = article("0.05");
                    return new Done(slug, by(admin).body(Map.of("title", "B")).patch("/v1/articles/" + slug));
                }),
                new Attempt("article.archive", "article", "DELETE", "/v1/articles/{slug}", 204, admin -> {
                    String slug = article("0.05");
                    return new Done(slug, by(admin).delete("/v1/articles/" + slug));
                }),
                new Attempt("client.create", "client", "POST", "/v1/clients", 201, admin -> {
                    Response made = by(admin)
                            .body(Map.of("name", "desk", "role", "PUBLISHER"))
                            .post("/v1/clients");
                    return new Done(made.path("id"), made);
                }),
                ofClient("client.credit", "POST", "/credits", 201, Map.of("amount", eur("1.00"), "reason", "gift")),
                ofClient("client.debit", "POST", "/debits", 201, Map.of("amount", eur("0.50"), "reason", "mistake")),
                ofClient("client.suspend", "PUT", "/suspension", 200, REASON),
                ofClient("client.resume", "DELETE", "/suspension", 200, Map.of()),
                ofClient("client.new-key", "POST", "/keys", 201, Map.of("label", "spare")),
                new Attempt(
                        "purchase.refund", "client", "POST", "/v1/clients/{id}/purchases/{slug}/refund", 201, admin -> {
                            Wallet reader = wallet("1.00");
                            String slug = article("0.05");
                            read(reader, slug).then().statusCode(200);
                            return new Done(
                                    reader.id(),
                                    by(admin)
                                            .body(REASON)
                                            .post("/v1/clients/" + reader.id() + "/purchases/" + slug + "/refund"));
                        }),
                new Attempt("top-up.refund", "top_up", "POST", "/v1/top-ups/{id}/refund", 201, admin -> {
                    String topUp = Payments.topUp(wallet(), "5.00");
                    return new Done(topUp, by(admin).body(REASON).post("/v1/top-ups/" + topUp + "/refund"));
                }),
                new Attempt("voucher-batch.make", "voucher_batch", "POST", "/v1/voucher-batches", 201, admin -> {
                    Response made = by(admin)
                            .body(Map.of("amount", eur("1.00"), "count", 2))
                            .post("/v1/voucher-batches");
                    return new Done(made.path("id"), made);
                }),
                new Attempt(
                        "voucher-batch.revoke", "voucher_batch", "DELETE", "/v1/voucher-batches/{id}", 204, admin -> {
                            String batch = batch().path("id");
                            return new Done(batch, by(admin).delete("/v1/voucher-batches/" + batch.toLowerCase()));
                        }),
                new Attempt("key.create", "key", "POST", "/v1/me/keys", 201, admin -> {
                    Response made = by(admin).body(Map.of("label", "laptop")).post("/v1/me/keys");
                    return new Done(made.path("id"), made);
                }),
                new Attempt("key.rotate", "key", "POST", "/v1/me/keys/{id}/rotation", 201, admin -> {
                    String key = as(admin).get("/v1/me/keys").path("items[0].id");
                    return new Done(key, by(admin).body(Map.of()).post("/v1/me/keys/" + key + "/rotation"));
                }),
                new Attempt("key.revoke", "key", "DELETE", "/v1/me/keys/{id}", 204, admin -> {
                    String spare = newKey(admin).path("id");
                    return new Done(spare, by(admin).delete("/v1/me/keys/" + spare));
                }),
                atTheProcessor("sandbox.refund", "refunds"),
                atTheProcessor("sandbox.dispute", "disputes"),
                new Attempt(
                        "sandbox.reinstatement",
                        "payment",
                        "POST",
                        "/sandbox/payments/{payment}/reinstatements",
                        201,
                        admin -> {
                            String topUp = Payments.topUp(wallet(), "5.00");
                            Payments.atTheProcessor(topUp, "disputes", "1.00")
                                    .then()
                                    .statusCode(201);
                            String payment = Payments.payment(topUp);
                            return new Done(
                                    payment,
                                    by(admin)
                                            .body(Map.of("amount", eur("1.00")))
                                            .post("/sandbox/payments/" + payment + "/reinstatements"));
                        }));
    }

    private static Attempt ofClient(String act, String method, String rest, int status, Object body) {
        return new Attempt(act, "client", method, "/v1/clients/{id}" + rest, status, admin -> {
            String reader = wallet("1.00").id();
            return new Done(reader, by(admin).body(body).request(method, "/v1/clients/" + reader + rest));
        });
    }

    private static Attempt atTheProcessor(String act, String what) {
        return new Attempt(act, "payment", "POST", "/sandbox/payments/{payment}/" + what, 201, admin -> {
            String payment = Payments.payment(Payments.topUp(wallet(), "5.00"));
            return new Done(
                    payment,
                    by(admin).body(Map.of("amount", eur("1.00"))).post("/sandbox/payments/" + payment + "/" + what));
        });
    }

    private static Response batch() {
        Response made = asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("amount", eur("1.00"), "count", 2))
                .post("/v1/voucher-batches");
        made.then().statusCode(201);
        return made;
    }

    private static Response newKey(Wallet client) {
        Response made = asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("label", "spare"))
                .post("/v1/clients/" + client.id() + "/keys");
        made.then().statusCode(201);
        return made;
    }

    @ParameterizedTest
    @MethodSource("acts")
    void eachActionIsRecordedOnce(Attempt attempt) {
        Wallet admin = staff("ADMIN");
        String key = as(admin).get("/v1/me/keys").path("items[0].id");
        Instant before = Instant.now();

        Done done = attempt.call().apply(admin);

        done.answer().then().statusCode(attempt.status());
        Response acts = actsOf(admin);
        acts.then()
                .body("items", hasSize(1))
                .body("items[0].act", is(attempt.act()))
                .body("items[0].actor", is(admin.id()))
                .body("items[0].actorName", is("staff"))
                .body("items[0].role", is("ADMIN"))
                .body("items[0].key", is(key))
                .body("items[0].kind", is(attempt.kind()))
                .body("items[0].target", is(done.target()))
                .body("items[0].method", is(attempt.method()))
                .body("items[0].path", is(attempt.path()))
                .body("items[0].address", is(oneOf("127.0.0.1", "0:0:0:0:0:0:0:1")))
                .body("items[0].userAgent", is(AGENT))
                .body("items[0].reference", notNullValue())
                .body("items[0].status", is(attempt.status()))
                .body("items[0].code", nullValue());
        Instant began = Instant.parse(acts.path("items[0].time"));
        Instant ended = Instant.parse(acts.path("items[0].ended"));
        assertFalse(began.isBefore(before.minusMillis(1)), began + " is before " + before);
        assertFalse(ended.isBefore(began), ended + " is before " + began);
        assertFalse(ended.isAfter(Instant.now()), ended + " has not come");
        assertEquals(acts.<String>path("items[0].id"), actsOn(done.target()).path("items[0].id"));
    }

    /** An import names no article: each of its posts is an action of its own (ImportTest). */
    @Test
    void everyKindOfActionIsTested() {
        assertEquals(
                Stream.of(AuditAction.values())
                        .filter(action -> action != AuditAction.ARTICLE_IMPORT)
                        .map(AuditAction::wireName)
                        .toList(),
                acts().map(Attempt::act).toList());
    }

    @Test
    void creditActionNamesAmountAndEntry() {
        Wallet reader = wallet();
        String key = UUID.randomUUID().toString();

        asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("amount", eur("1.50"), "reason", "a \"gift\" 😀", "kind", "GRANT"))
                .post("/v1/clients/" + reader.id() + "/credits")
                .then()
                .statusCode(201);

        actsOn(reader.id())
                .then()
                .body("items", hasSize(1))
                .body("items[0].actor", is("admin-key"))
                .body("items[0].actorName", is("admin"))
                .body("items[0].key", nullValue())
                .body("items[0].reference", is("key:" + key))
                .body(
                        "items[0].details",
                        is(Map.of("amount", "1.50 EUR", "reason", "a \"gift\" 😀", "kind", "GRANT", "entry", "1")));
        as(reader).get("/v1/me/entries").then().body("items[0].reference", is("key:" + key));
    }

    @Test
    void replayedRequestIsASeparateActionMarkedAsReplay() {
        Wallet reader = wallet();
        String key = UUID.randomUUID().toString();
        Map<String, Object> credit = Map.of("amount", eur("1.00"), "reason", "gift");
        for (int i = 0; i < 2; i++) {
            asAdmin()
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body(credit)
                    .post("/v1/clients/" + reader.id() + "/credits")
                    .then()
                    .statusCode(201);
        }

        actsOn(reader.id())
                .then()
                .body("items.details.replayed", is(Arrays.asList("true", null)))
                .body("items.details.entry", is(List.of("1", "1")));
    }

    @Test
    void articleActionRecordsTheNewPrice() {
        String slug = article("0.05");

        asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("price", eur("0.07")))
                .patch("/v1/articles/" + slug)
                .then()
                .statusCode(200);

        actsOn(slug)
                .then()
                .body("items.act", is(List.of("article.change", "article.publish")))
                .body("items.details.price", is(List.of("0.07 EUR", "0.05 EUR")))
                .body("items.details.status", is(List.of("PUBLISHED", "PUBLISHED")));
    }

    @Test
    void refundActionNamesTheArticle() {
        Wallet reader = wallet("1.00");
        String slug = article("0.05");
        read(reader, slug).then().statusCode(200);
        Wallet publisher = staff("PUBLISHER");

        by(publisher)
                .body(REASON)
                .post("/v1/clients/" + reader.id() + "/purchases/" + slug + "/refund")
                .then()
                .statusCode(201);
        by(publisher)
                .body(REASON)
                .post("/v1/clients/" + reader.id() + "/purchases/" + slug + "/refund")
                .then()
                .statusCode(409);

        actsOf(publisher)
                .then()
                .body("items.role", is(List.of("PUBLISHER", "PUBLISHER")))
                .body("items.status", is(List.of(409, 201)))
                .body("items.code", is(Arrays.asList("already_refunded", null)))
                .body("items.details.article", is(List.of(slug, slug)))
                .body("items.details.reason", is(List.of("for a test", "for a test")));
    }

    @Test
    void failedActionRecordsItsReason() {
        Wallet admin = staff("ADMIN");
        Wallet reader = wallet();
        String debits = "/v1/clients/" + reader.id() + "/debits";

        by(admin)
                .body(Map.of("amount", eur("1.00"), "reason", "too much"))
                .post(debits)
                .then()
                .statusCode(409);
        by(admin).body("{").post(debits).then().statusCode(400);
        by(admin).body(Map.of("reason", "x")).post(debits).then().statusCode(400);
        by(admin).contentType("text/plain").body("x").post(debits).then().statusCode(415);
        String nobody = UUID.randomUUID().toString();
        by(admin).delete("/v1/clients/" + nobody + "/suspension").then().statusCode(404);
        by(admin).delete("/v1/clients/nonsense/suspension").then().statusCode(400);

        // An unaccepted content type reaches no endpoint.
        actsOf(admin)
                .then()
                .body("items.status", is(List.of(400, 404, 400, 400, 409)))
                .body(
                        "items.code",
                        is(List.of(
                                "invalid_parameter",
                                "client_not_found",
                                "invalid_field",
                                "malformed_json",
                                "balance_too_low")))
                .body("items.target", is(Arrays.asList(null, nobody, reader.id(), reader.id(), reader.id())))
                .body("items[2].details", is(Map.of("reason", "x")))
                .body("items[4].details", is(Map.of("amount", "1.00 EUR", "reason", "too much")));
    }

    @Test
    void forbiddenRequestOfStaffIsRecorded() {
        Wallet publisher = staff("PUBLISHER");
        Wallet reader = wallet();

        by(publisher)
                .body(Map.of("amount", eur("1.00"), "reason", "mine"))
                .post("/v1/clients/" + reader.id() + "/credits")
                .then()
                .statusCode(403);
        by(publisher)
                .body(Map.of("name", "x", "role", "ADMIN"))
                .post("/v1/clients")
                .then()
                .statusCode(403);

        actsOf(publisher)
                .then()
                .body("items.act", is(List.of("client.create", "client.credit")))
                .body("items.status", is(List.of(403, 403)))
                .body("items.code", is(List.of("forbidden", "forbidden")))
                .body("items.target", is(Arrays.asList(null, reader.id())))
                .body("items.ended", hasSize(2));
        assertEquals(0, entries(reader));
    }

    @Test
    void requestsOfClientsAreNotRecorded() {
        Wallet reader = wallet("1.00");
        String given = actsOn(reader.id()).path("items[0].id");
        String credits = "/v1/clients/" + reader.id() + "/credits";
        Map<String, Object> credit = Map.of("amount", eur("1.00"), "reason", "mine");

        by(reader).body(credit).post(credits).then().statusCode(403);
        by(reader).body(Map.of("name", "x")).post("/v1/clients").then().statusCode(201);
        by(reader).body(Map.of("label", "x")).post("/v1/me/keys").then().statusCode(201);
        given().contentType(ContentType.JSON).body(credit).post(credits).then().statusCode(401);
        as("nonsense")
                .contentType(ContentType.JSON)
                .body(credit)
                .post(credits)
                .then()
                .statusCode(401);
        read(reader, article("0.05")).then().statusCode(200);

        actsOf(reader).then().body("items", is(List.of()));
        actsOn(reader.id()).then().body("items.id", is(List.of(given)));
    }

    @Test
    void registrationRefusesAMalformedKey() {
        as("nonsense")
                .contentType(ContentType.JSON)
                .body(Map.of("name", "x"))
                .post("/v1/clients")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/clients",
                "/v1/top-ups",
                "/v1/voucher-batches",
                "/v1/reports/revenue",
                "/v1/articles?status=draft",
                "/v1/me",
                "/v1/me/keys",
                "/v1/acts"
            })
    void readingLeavesNothing(String path) {
        Wallet admin = staff("ADMIN");

        as(admin).get(path).then().statusCode(200);
        as(admin).head(path);

        actsOf(admin).then().body("items", is(List.of()));
    }

    @Test
    void longUserAgentsAndReasonsAreCut() {
        Wallet admin = staff("ADMIN");
        Wallet reader = wallet();

        as(admin)
                .contentType(ContentType.JSON)
                .header("User-Agent", "x".repeat(301))
                .body(Map.of("reason", "r".repeat(499) + "😀"))
                .put("/v1/clients/" + reader.id() + "/suspension")
                .then()
                .statusCode(400);

        actsOf(admin)
                .then()
                .body("items[0].userAgent", is("x".repeat(300)))
                .body("items[0].details.reason", is("r".repeat(499)));
    }

    @Test
    void invalidIdIsNotRecorded() {
        Wallet admin = staff("ADMIN");
        String code = batch().path("codes[0]");

        by(admin).delete("/v1/voucher-batches/" + code).then().statusCode(400);
        by(admin).delete("/v1/clients/" + ADMIN_KEY + "/suspension").then().statusCode(400);

        Response acts = actsOf(admin);
        acts.then().body("items.status", is(List.of(400, 400))).body("items.target", is(Arrays.asList(null, null)));
        assertFalse(acts.asString().contains(code));
        assertTrue(acts.asString().contains("/v1/voucher-batches/{id}"));
    }
}
