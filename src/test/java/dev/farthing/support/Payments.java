package dev.farthing.support;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.http.Request.given;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** Top-ups at the sandbox, by a client and its payer. */
public final class Payments {
    public static final String GOOD_CARD = "4242424242424242";
    public static final String CARD_THAT_PAYS_LATER = "4000000000000077";

    private Payments() {}

    /** Begins a top-up under a new key. */
    public static Response begin(Wallet wallet, String amount) {
        return begin(wallet, UUID.randomUUID().toString(), Map.of("amount", eur(amount)));
    }

    public static Response begin(Wallet wallet, String idempotencyKey, Object body) {
        return as(wallet)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/v1/top-ups");
    }

    public static Response pay(String checkoutUrl, String number) {
        return pay(checkoutUrl, number, "08/2040", "123");
    }

    public static Response pay(String checkoutUrl, String number, String exp, String cvc) {
        return given().formParam("number", number)
                .formParam("exp", exp)
                .formParam("cvc", cvc)
                .post(path(checkoutUrl));
    }

    /** Begins a top-up and pays it; returns its id. */
    public static String topUp(Wallet wallet, String amount) {
        Response begun = begin(wallet, amount);
        begun.then().statusCode(201);
        pay(begun.path("checkoutUrl"), GOOD_CARD).then().statusCode(303);
        return begun.path("id");
    }

    public static Response look(Wallet wallet, String topUp) {
        return as(wallet).get("/v1/top-ups/" + topUp);
    }

    /** Refunds a top-up as an admin; {@code body} as JSON. */
    public static Response refund(String topUp, String idempotencyKey, String body) {
        return asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/v1/top-ups/" + topUp + "/refund");
    }

    public static Response refund(String topUp, String amount) {
        return refund(topUp, UUID.randomUUID().toString(), "{\"amount\":" + Remote.eur(amount) + "}");
    }

    /** A change made at the processor itself: {@code refunds} or {@code disputes}. */
    public static Response atTheProcessor(String topUp, String what, String amount) {
        return asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("amount", eur(amount)))
                .post("/sandbox/payments/" + payment(topUp) + "/" + what);
    }

    public static String payment(String topUp) {
        return "sandbox_" + topUp.replace("-", "");
    }

    /** Path and query of an absolute address, for the instance under test. */
    public static String path(String url) {
        URI address = URI.create(url);
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }
}
