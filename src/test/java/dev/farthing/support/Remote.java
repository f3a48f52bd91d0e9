package dev.farthing.support;

import dev.farthing.support.http.Json;
import dev.farthing.support.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** The public API of one instance, for tests that race, use several instances, or kill one. */
public final class Remote {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String baseUrl;

    public Remote(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public static Remote underTest() {
        return new Remote(Request.baseUrl());
    }

    /** An answer; absent headers are null. */
    public record Answer(int status, String charged, String balance, String retryAfter, String body) {

        public String code() {
            return path("error.code");
        }

        public String path(String jsonPath) {
            return Json.from(body).getString(jsonPath);
        }
    }

    public Answer get(String key, String path) {
        return send("GET", path, key, null, null);
    }

    public Answer read(Api.Wallet wallet, String slug) {
        return get(wallet.key(), "/v1/articles/" + slug);
    }

    public Answer post(String key, String path, String json) {
        return send("POST", path, key, json, null);
    }

    public Answer form(String path, String fields) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields))
                .build();
        return answer(request);
    }

    /** The whole of a list, as CSV. */
    public Answer export(String key, String path) {
        return answer(HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "text/csv")
                .build());
    }

    public Answer send(String method, String path, String key, String json, String idempotencyKey) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(60));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method, json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        return answer(request.build());
    }

    private static Answer answer(HttpRequest request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Credit-Charged").orElse(null),
                    answer.headers().firstValue("Credit-Balance").orElse(null),
                    answer.headers().firstValue("Retry-After").orElse(null),
                    answer.body());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** A new client with credit in EUR. */
    public Api.Wallet wallet(String credit) {
        Answer made = expect(201, post(null, "/v1/clients", "{\"name\":\"reader\"}"));
        Api.Wallet wallet = new Api.Wallet(made.path("id"), made.path("apiKey"));
        expect(201, credit(wallet, credit, UUID.randomUUID().toString()));
        return wallet;
    }

    public Answer credit(Api.Wallet wallet, String amount, String idempotencyKey) {
        return send(
                "POST",
                "/v1/clients/" + wallet.id() + "/credits",
                Api.ADMIN_KEY,
                "{\"amount\":" + eur(amount) + ",\"reason\":\"for a test\"}",
                idempotencyKey);
    }

    /** Publishes an article at a price in EUR and returns its slug. */
    public String article(String price) {
        String slug = Api.newSlug();
        String json = "{\"title\":\"About %s\",\"body\":\"Text\",\"price\":%s}".formatted(slug, eur(price));
        expect(201, send("PUT", "/v1/articles/" + slug, Api.ADMIN_KEY, json, null));
        return slug;
    }

    public Answer refund(Api.Wallet wallet, String slug) {
        return post(Api.ADMIN_KEY, "/v1/clients/" + wallet.id() + "/purchases/" + slug + "/refund", "{}");
    }

    public String balance(Api.Wallet wallet) {
        return expect(200, get(wallet.key(), "/v1/me")).path("balance.amount");
    }

    public static String eur(String amount) {
        return "{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}";
    }

    private static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected " + status + ", got " + answer);
        }
        return answer;
    }
}
