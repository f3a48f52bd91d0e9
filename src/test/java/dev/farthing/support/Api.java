package dev.farthing.support;

import static dev.farthing.support.http.Request.given;

import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import java.util.Map;
import java.util.UUID;

/** The public API in tests: creates publishers, articles, clients and credit over HTTP. */
public final class Api {
    public static final String ADMIN_KEY = "test-admin-key-of-more-than-32-characters";
    public static final String ORIGIN = "https://reader.example";

    private Api() {}

    public record Wallet(String id, String key) {}

    public static Request as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    public static Request as(Wallet wallet) {
        return as(wallet.key());
    }

    public static Request asAdmin() {
        return as(ADMIN_KEY);
    }

    public static String newSlug() {
        return "article-" + UUID.randomUUID();
    }

    public static Map<String, String> eur(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    /** Publishes an article at a price in EUR and returns its slug. */
    public static String article(String price) {
        String slug = newSlug();
        article(slug, price);
        return slug;
    }

    public static void article(String slug, String price) {
        asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("title", "About " + slug, "body", "The text of **" + slug + "**.", "price", eur(price)))
                .put("/v1/articles/" + slug)
                .then()
                .statusCode(201);
    }

    public static Wallet wallet() {
        Response answer = given().contentType(ContentType.JSON)
                .body(Map.of("name", "reader"))
                .post("/v1/clients")
                .then()
                .statusCode(201)
                .extract();
        return new Wallet(answer.path("id"), answer.path("apiKey"));
    }

    /** A new client with credit in EUR. */
    public static Wallet wallet(String credit) {
        Wallet wallet = wallet();
        credit(wallet, credit);
        return wallet;
    }

    public static void credit(Wallet wallet, String amount) {
        asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("amount", eur(amount), "reason", "for a test"))
                .post("/v1/clients/" + wallet.id() + "/credits")
                .then()
                .statusCode(201);
    }

    public static Response read(Wallet wallet, String slug) {
        return as(wallet).get("/v1/articles/" + slug);
    }

    public static String balance(Wallet wallet) {
        return as(wallet).get("/v1/me").then().statusCode(200).extract().path("balance.amount");
    }

    /** Number of entries in the client's statement, at most 100. */
    public static int entries(Wallet wallet) {
        return as(wallet)
                .get("/v1/me/entries?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .<java.util.List<?>>path("items")
                .size();
    }
}
