package dev.farthing.support;

import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.http.Response;
import dev.farthing.support.http.Then;

/** Expectations on the common shape of problems. */
public final class Expect {
    private static final String BASE = "https://farthing.test";

    private Expect() {}

    /** Expects a problem+json with this status and code, whose links lead to an anchor of the catalogue. */
    public static Then problem(Response answer, int status, String code) {
        String link = BASE + "/errors#" + code.replace('_', '-');
        Then then = answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("Cache-Control", containsString("no-store"))
                .body("status", is(status))
                .body("error.code", is(code))
                .body("error.doc_url", is(link))
                .body("type", is(link))
                .body("error.message", equalTo(answer.path("detail")))
                .body("detail", allOf(not(containsString("Exception")), not(containsString("dev.farthing"))));
        catalogued(code);
        return then;
    }

    /** Expects also the name of the wrong field. */
    public static Then problem(Response answer, int status, String code, String field) {
        return problem(answer, status, code).body("field", is(field));
    }

    public static void catalogued(String code) {
        assertTrue(Catalogue.PAGE.contains("id=\"" + code.replace('_', '-') + "\""), code);
    }

    /** Fetched once: it does not change while the application runs. */
    private static final class Catalogue {
        static final String PAGE =
                given().get("/errors").then().statusCode(200).extract().asString();
    }
}
