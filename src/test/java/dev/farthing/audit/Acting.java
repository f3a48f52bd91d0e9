package dev.farthing.audit;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import java.util.UUID;

/** Calls of staff, and what they left on the trail. */
final class Acting {
    static final String AGENT = "till/1.0";

    private Acting() {}

    /** A request that says what sends it, with a key for what is done once. */
    static Request by(Wallet staff) {
        return as(staff)
                .header("User-Agent", AGENT)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON);
    }

    /** What a member of the staff did, newest first. */
    static Response actsOf(Wallet actor) {
        return found("actor", actor.id());
    }

    /** What was done to something, newest first. */
    static Response actsOn(String target) {
        return found("target", target);
    }

    private static Response found(String filter, String value) {
        Response found = asAdmin().queryParam(filter, value).get("/v1/acts?limit=100");
        found.then().statusCode(200);
        return found;
    }
}
