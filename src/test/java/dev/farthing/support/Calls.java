package dev.farthing.support;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests shared by several packages: articles of any shape, and clients with roles. */
public final class Calls {
    private Calls() {}

    /** The required fields of an article, to add to. */
    public static Map<String, Object> draft(String price) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("title", "A title");
        draft.put("body", "Some *text*.");
        draft.put("price", eur(price));
        return draft;
    }

    public static Map<String, Object> draft(String price, String field, Object value) {
        Map<String, Object> draft = draft(price);
        draft.put(field, value);
        return draft;
    }

    public static Response put(String slug, Object json) {
        return asAdmin().contentType(ContentType.JSON).body(json).put("/v1/articles/" + slug);
    }

    /** Publishes the draft under a new slug, which is returned. */
    public static String published(Map<String, Object> draft) {
        String slug = newSlug();
        put(slug, draft).then().statusCode(201);
        return slug;
    }

    public static Response patch(String slug, Object json) {
        return asAdmin().contentType(ContentType.JSON).body(json).patch("/v1/articles/" + slug);
    }

    public static Response archive(String slug) {
        return asAdmin().delete("/v1/articles/" + slug);
    }

    public static Response putMarkdown(String slug, String markdown) {
        return asAdmin()
                .contentType("text/markdown")
                .body(markdown.getBytes(StandardCharsets.UTF_8))
                .put("/v1/articles/" + slug);
    }

    public static Wallet staff(String role) {
        Response answer = asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "staff", "role", role))
                .post("/v1/clients")
                .then()
                .statusCode(201)
                .extract();
        return new Wallet(answer.path("id"), answer.path("apiKey"));
    }

    /** Changes the client's own account; {@code json} as PATCH accepts it. */
    public static Response change(Wallet wallet, String json) {
        return as(wallet).contentType(ContentType.JSON).body(json).patch("/v1/me");
    }

    public static Response buy(Wallet wallet, String slug) {
        return as(wallet)
                .contentType(ContentType.JSON)
                .body(Map.of("article", slug))
                .post("/v1/me/purchases");
    }

    public static Response refund(Wallet wallet, String slug) {
        return asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "was not what it said"))
                .post("/v1/clients/" + wallet.id() + "/purchases/" + slug + "/refund");
    }
}
