package dev.farthing.web.fuzz;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.credit;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.put;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.http.Request.given;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Payments;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Callers, and the real ids that requests can name: made at first, then read from answers. */
final class Shop {
    /** Stands only in articles with a price, after their free part. */
    static final String SECRET = "sentence-for-sale-" + UUID.randomUUID();

    private static final int REMEMBERED = 40;

    private final Map<String, Deque<Thing>> things = new HashMap<>();
    private List<Caller> callers = List.of();

    /** @param clientId empty for callers that are no client */
    record Caller(String name, String key, String clientId) {}

    /** @param owner the client's id; empty for what belongs to none */
    record Thing(String id, String owner) {}

    /** New callers, of whom nobody is suspended, limited or rich, with something of everything. */
    void open() {
        Wallet reader = wallet("50.00");
        Wallet other = wallet("0.03");
        Wallet publisher = staff("PUBLISHER");
        Wallet admin = staff("ADMIN");
        credit(admin, "20.00");
        Wallet gone = wallet();
        revoke(gone);
        callers = List.of(
                new Caller("nobody", null, ""),
                new Caller("reader", reader.key(), reader.id()),
                new Caller("other reader", other.key(), other.id()),
                new Caller("publisher", publisher.key(), publisher.id()),
                new Caller("admin", admin.key(), admin.id()),
                new Caller("configured admin", Api.ADMIN_KEY, ""),
                new Caller("forger", "farthing_" + "0".repeat(72), ""),
                new Caller("revoked key", gone.key(), ""));
        remember("client", other.id(), other.id());
        for (Wallet client : List.of(reader, admin)) {
            remember("client", client.id(), client.id());
            stock(client);
        }
        publish();
        batch();
    }

    private static void revoke(Wallet gone) {
        String id = as(gone).get("/v1/me/keys").path("items[0].id");
        newKey(gone);
        as(gone).delete("/v1/me/keys/" + id).then().statusCode(204);
    }

    private static Response newKey(Wallet client) {
        return as(client)
                .contentType(ContentType.JSON)
                .body(Map.of("label", "another"))
                .post("/v1/me/keys")
                .then()
                .statusCode(201)
                .extract();
    }

    private void stock(Wallet client) {
        for (int i = 0; i < 2; i++) {
            remember("key", newKey(client).path("id"), client.id());
            String paid = Payments.topUp(client, "5.00");
            remember("top-up", paid, client.id());
            remember("payment", Payments.payment(paid), client.id());
            String open = Payments.begin(client, "1.00").path("id");
            remember("top-up", open, client.id());
            remember("payment", Payments.payment(open), "open");
            String slug = article("0.01");
            as(client).get("/v1/articles/" + slug).then().statusCode(200);
            remember("purchase", client.id() + " " + slug, client.id());
        }
    }

    private void publish() {
        remember("article", article("0.02"), "");
        remember("article", article("0"), "");
        for (int i = 0; i < 2; i++) {
            Map<String, Object> draft = draft("4.00", "body", "The lead.\n\n" + "More. ".repeat(20) + "\n\n" + SECRET);
            String slug = newSlug();
            put(slug, draft).then().statusCode(201);
            remember("secret", slug, "");
            learnLink(given().get("/v1/articles/" + slug).path("topUpUrl"));
        }
    }

    private void batch() {
        for (int i = 0; i < 2; i++) {
            Response made = asAdmin()
                    .contentType(ContentType.JSON)
                    .body(Map.of("amount", eur("0.50"), "count", 8))
                    .post("/v1/voucher-batches");
            learnBatch(made);
        }
    }

    List<Caller> callers() {
        return callers;
    }

    /** Something of this kind, most often the caller's own; null when there is none. */
    String any(String kind, Caller caller, Random random) {
        Thing thing = thing(kind, caller, random);
        return thing == null ? null : thing.id();
    }

    Thing thing(String kind, Caller caller, Random random) {
        List<Thing> all = new ArrayList<>(things.getOrDefault(kind, new ArrayDeque<>()));
        List<Thing> own = all.stream()
                .filter(thing -> thing.owner().equals(caller.clientId()))
                .toList();
        List<Thing> from = own.isEmpty() || random.nextInt(4) == 0 ? all : own;
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }

    /** Takes ids, cursors and links from an answer. */
    void learn(Sent sent, Response answer) {
        if (answer.statusCode() >= 300 && answer.statusCode() != 402 || !isJson(answer)) {
            return;
        }
        String owner = sent.caller().clientId();
        if (answer.header("ETag") != null) {
            remember("tag", answer.header("ETag"), "");
        }
        if (answer.statusCode() == 402) {
            learnLink(answer.path("topUpUrl"));
        }
        switch (sent.operation()) {
            case "POST /v1/clients" -> remember("client", answer.path("id"), "");
            case "POST /v1/me/keys", "POST /v1/me/keys/{id}/rotation" -> remember("key", answer.path("id"), owner);
            case "POST /v1/top-ups" -> learnTopUp(answer.path("id"), answer.path("client"));
            case "POST /top-up" -> learnTopUp(answer.path("topUp.id"), answer.path("topUp.client"));
            case "POST /v1/voucher-batches" -> learnBatch(answer);
            case "POST /v1/me/purchases" -> remember("purchase", owner + " " + answer.path("article"), owner);
            case "PUT /v1/articles/{slug}" -> remember("article", answer.path("slug"), "");
            default -> {
                if (sent.method().equals("GET")
                        && answer.path("$") instanceof Map<?, ?> page
                        && page.get("next") != null) {
                    remember("cursor of " + sent.operation(), (String) page.get("next"), owner);
                }
            }
        }
    }

    private static boolean isJson(Response answer) {
        return answer.contentType() != null && answer.contentType().contains("json") && answer.asByteArray().length > 0;
    }

    private void learnTopUp(String id, String client) {
        if (id != null) {
            remember("top-up", id, client);
            remember("payment", Payments.payment(id), "open");
        }
    }

    private void learnBatch(Response made) {
        if (made.statusCode() == 201) {
            remember("batch", made.path("id"), "");
            made.json().<String>getList("codes").forEach(code -> remember("voucher", code, ""));
        }
    }

    private void learnLink(String url) {
        if (url != null) {
            remember("link", Payments.path(url), "");
        }
    }

    private void remember(String kind, String id, String owner) {
        if (id == null) {
            return;
        }
        Deque<Thing> known = things.computeIfAbsent(kind, first -> new ArrayDeque<>());
        known.add(new Thing(id, owner));
        if (known.size() > REMEMBERED) {
            known.remove();
        }
    }
}
