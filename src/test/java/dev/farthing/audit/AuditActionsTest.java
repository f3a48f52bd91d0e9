package dev.farthing.audit;

import static dev.farthing.audit.Acting.actsOf;
import static dev.farthing.audit.Acting.by;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit trail's list for admins. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AuditActionsTest {
    private Wallet admin;
    private Wallet reader;

    /** An admin with three actions, oldest first: a client credited twice, then suspended. */
    @BeforeEach
    void act() {
        admin = staff("ADMIN");
        reader = wallet();
        credit("=1+1");
        credit("two");
        by(admin)
                .body(Map.of("reason", "three"))
                .put("/v1/clients/" + reader.id() + "/suspension")
                .then()
                .statusCode(200);
    }

    private void credit(String reason) {
        by(admin)
                .body(Map.of("amount", eur("1.00"), "reason", reason))
                .post("/v1/clients/" + reader.id() + "/credits")
                .then()
                .statusCode(201);
    }

    @Test
    void actionsAreListedNewestFirst() {
        actsOf(admin)
                .then()
                .body("items.details.reason", is(List.of("three", "two", "=1+1")))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "target"})
    void pagesAreContiguous(String filter) {
        String value = filter.equals("actor") ? admin.id() : reader.id();
        List<String> seen = new ArrayList<>();
        Response page = asAdmin().get("/v1/acts?limit=1&" + filter + "=" + value);
        while (page.header("Link") != null) {
            page.then().statusCode(200).body("items", hasSize(1));
            seen.add(page.path("items[0].details.reason"));
            String link = page.header("Link");
            page = asAdmin().get(link.substring(1, link.indexOf('>')));
        }
        seen.add(page.path("items[0].details.reason"));

        assertEquals(List.of("three", "two", "=1+1"), seen);
    }

    @Test
    void filtersNarrowTheList() {
        Response all = actsOf(admin);
        String second = all.path("items[1].time");
        String ofAdmin = "/v1/acts?actor=" + admin.id().toUpperCase();

        asAdmin().get(ofAdmin + "&act=client.suspend").then().body("items.details.reason", is(List.of("three")));
        asAdmin()
                .get(ofAdmin + "&act=client.credit&target=" + reader.id())
                .then()
                .body("items.details.reason", is(List.of("two", "=1+1")));
        asAdmin().get(ofAdmin + "&act=client.debit").then().body("items", is(List.of()));
        asAdmin().get(ofAdmin + "&from=" + second).then().body("items.details.reason", is(List.of("three", "two")));
        asAdmin().get(ofAdmin + "&to=" + second).then().body("items.details.reason", is(List.of("=1+1")));
        asAdmin().get(ofAdmin + "&to=2000-01-01").then().body("items", is(List.of()));
        asAdmin().get("/v1/acts?target=nothing-of-this-name").then().body("items", is(List.of()));
        asAdmin().get("/v1/acts?actor=" + reader.id()).then().body("items", is(List.of()));
        asAdmin()
                .get("/v1/acts?actor=admin-key&act=client.create&target=" + admin.id())
                .then()
                .body("items.actorName", is(List.of("admin")));
    }

    @ParameterizedTest
    @CsvSource({
        "actor=nobody, actor",
        "actor=1-1-1-1-1, actor",
        "act=CLIENT_CREDIT, act",
        "from=yesterday, from",
        "to=2026-13-01, to",
        "limit=0, limit",
        "limit=101, limit"
    })
    void nonsenseIsRefusedByItsName(String query, String parameter) {
        problem(asAdmin().get("/v1/acts?" + query), 400, "invalid_parameter", parameter);
    }

    @Test
    void targetFilterHasALengthLimit() {
        problem(asAdmin().get("/v1/acts?target=" + "x".repeat(201)), 400, "invalid_parameter", "target");
        asAdmin().get("/v1/acts?target=" + "x".repeat(200)).then().statusCode(200);
    }

    @Test
    void cursorOfAnotherListIsRefused() {
        String ofClients = asAdmin().get("/v1/clients?limit=1").path("next");

        problem(asAdmin().get("/v1/acts?cursor=" + ofClients), 400, "invalid_cursor", "cursor");
        problem(asAdmin().get("/v1/acts?cursor=x"), 400, "invalid_cursor", "cursor");
    }

    @Test
    void auditTrailIsForAdminsOnly() {
        problem(given().get("/v1/acts"), 401, "authentication_required");
        problem(as("nonsense").get("/v1/acts"), 401, "invalid_api_key");
        problem(as(reader).get("/v1/acts"), 403, "forbidden");
        problem(as(staff("PUBLISHER")).get("/v1/acts?actor=nobody"), 403, "forbidden");
        as(admin).get("/v1/acts").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void auditTrailIsReadOnly(String method) {
        problem(asAdmin().request(method, "/v1/acts"), 405, "method_not_allowed");
    }

    @Test
    void actionsAreExportedAsCsv() {
        Response csv = asAdmin().accept("text/csv").get("/v1/acts?actor=" + admin.id());
        csv.then().statusCode(200).contentType("text/csv;charset=UTF-8");
        List<String> lines = csv.asString().replace("\"", "").lines().toList();
        Response json = actsOf(admin);

        assertEquals(
                "id,time,act,actor,actor_name,role,key,kind,target,method,path,address,user_agent,reference,status,code,"
                        + "ended,details,trace_id",
                lines.get(0));
        assertEquals(4, lines.size());
        assertEquals(
                String.join(
                        ",",
                        json.path("items[2].id"),
                        json.path("items[2].time"),
                        "client.credit",
                        admin.id(),
                        "staff",
                        "ADMIN",
                        json.path("items[2].key"),
                        "client",
                        reader.id(),
                        "POST",
                        "/v1/clients/{id}/credits",
                        json.path("items[2].address"),
                        Acting.AGENT,
                        json.path("items[2].reference"),
                        "201",
                        "",
                        json.path("items[2].ended"),
                        "entry=1; amount=1.00 EUR; reason==1+1",
                        json.path("items[2].traceId")),
                lines.get(3));
    }

    @Test
    void csvHasNoFormulasThatASpreadsheetRuns() {
        Wallet publisher = staff("PUBLISHER");
        String slug = "a" + UUID.randomUUID();
        as(publisher)
                .contentType("text/markdown")
                .header("User-Agent", "=HYPERLINK(1)")
                .body("Text")
                .put("/v1/articles/" + slug)
                .then()
                .statusCode(201);

        String csv = asAdmin().accept("text/csv").get("/v1/acts?target=" + slug).asString();

        assertEquals(1, csv.split("'=HYPERLINK\\(1\\)", -1).length - 1, csv);
    }

    @Test
    void openApiDescribesActionsButNotAuditDetailsOfBodies() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("components.schemas.Act.properties.size()", is(19))
                .body("components.schemas.ActPage.properties.items.items.'$ref'", is("#/components/schemas/Act"))
                .body("paths.'/v1/acts'.get.responses.'200'.content", hasKey("text/csv"))
                .body("paths.'/v1/acts'.get.parameters.size()", is(8))
                .body(not(containsString("auditDetails")));
        as(reader).get("/v1/me/entries").then().body(not(containsString("auditDetails")));
    }

    @Test
    void csvHonoursALimit() {
        Response csv = asAdmin().accept("text/csv").get("/v1/acts?limit=1&actor=" + admin.id());

        assertEquals(2, csv.asString().lines().count());
        csv.then().header("Link", not(nullValue()));
    }
}
