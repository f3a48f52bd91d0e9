package dev.farthing.support;

import static dev.farthing.support.http.Request.given;

import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import java.util.Map;
import java.util.UUID;

/** The public API as tests use it: makes publishers, articles, clients and credit over HTTP. */
public final class Api {
    public static final String ADMIN_KEY = "test-admin-key-of-more-than-32-characters";
    public static final String ORIGIN = "https://reader.example";

    private Api() {}

    /** A client as its registration answered. */
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

    /** A slug nobody else uses. */
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

    /** A new client without credit. */
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

    /** The client's balance as its decimal string. */
    public static String balance(Wallet wallet) {
        return as(wallet).get("/v1/me").then().statusCode(200).extract().path("balance.amount");
    }

    /** How many entries the client's statement has (at most 100 are looked at). */
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
