package dev.farthing.audit;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import java.util.UUID;

/** Staff requests, and their records in the audit trail. */
final class Acting {
    static final String AGENT = "till/1.0";

    private Acting() {}

    /** A request with a User-Agent and an Idempotency-Key. */
    static Request by(Wallet staff) {
        return as(staff)
                .header("User-Agent", AGENT)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON);
    }

    static Response actsOf(Wallet actor) {
        return found("actor", actor.id());
    }

    static Response actsOn(String target) {
        return found("target", target);
    }

    private static Response found(String filter, String value) {
        Response found = asAdmin().queryParam(filter, value).get("/v1/acts?limit=100");
        found.then().statusCode(200);
        return found;
    }
}
