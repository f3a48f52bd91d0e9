package dev.farthing.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stripe on loopback, as far as top-ups need it: it accepts only documented parameters, answers and sends events in
 * Stripe's shapes, and can be as unreliable as a network. It shares no code with the code under test.
 */
public final class StripeStandIn implements AutoCloseable {
    public static final String SECRET_KEY = "sk_test_standInSecretKey0123456789";
    public static final String WEBHOOK_SECRET = "whsec_standInWebhookSecret0123456789";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final StripeAccount account = new StripeAccount();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, First> answered = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private volatile Mood mood = Mood.WELL;
    private volatile int brokenStatus;
    private volatile String brokenBody;

    private StripeStandIn(HttpServer server) {
        this.server = server;
    }

    private enum Mood {
        WELL,
        BROKEN,
        SILENT,
        TRICKLING,
        HANGING_UP,
        LOSING_ANSWERS
    }

    /** A received request; header names in lower case. */
    public record Request(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            Map<String, String> form) {}

    private record First(Map<String, String> form, int status, String body) {}

    public static StripeStandIn start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            StripeStandIn standIn = new StripeStandIn(server);
            server.setExecutor(standIn.threads);
            server.createContext("/", standIn::handle);
            server.start();
            return standIn;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Map<String, String> config() {
        return Map.of(
                "farthing.topup.processor",
                "stripe",
                "farthing.topup.stripe.api-base",
                baseUrl(),
                "farthing.topup.stripe.secret-key",
                SECRET_KEY,
                "farthing.topup.stripe.webhook-secrets",
                WEBHOOK_SECRET,
                "farthing.topup.stripe.timeout",
                "PT2S");
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Number of requests of a kind, such as {@code POST /v1/refunds}. */
    public long calls(String method, String path) {
        return requests.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().equals(path))
                .count();
    }

    public void recover() {
        mood = Mood.WELL;
    }

    /** Answers everything with this status from now on. */
    public void answerWith(int status, String body) {
        brokenStatus = status;
        brokenBody = body;
        mood = Mood.BROKEN;
    }

    /** Accepts requests and never answers. */
    public void fallSilent() {
        mood = Mood.SILENT;
    }

    /** Starts an answer and sends a byte now and then, for ever. */
    public void trickle(int status) {
        brokenStatus = status;
        mood = Mood.TRICKLING;
    }

    /** Closes connections without doing the work. */
    public void hangUp() {
        mood = Mood.HANGING_UP;
    }

    /** Does the work, but closes the connection without an answer. */
    public void loseAnswers() {
        mood = Mood.LOSING_ANSWERS;
    }

    /** Forgets idempotency keys, as Stripe does after a day. */
    public void forgetIdempotencyKeys() {
        answered.clear();
    }

    public void nextRefundsBecome(String status) {
        account.nextRefundStatus = status;
    }

    /** A refund's later outcome, as Stripe learns it from the bank. */
    public void settleRefund(String refundId, String status) {
        account.settleRefund(refundId, status);
    }

    public String pay(String session) {
        return account.pay(session);
    }

    public String payLater(String session) {
        return account.payLater(session);
    }

    public String arrive(String session) {
        return account.arrive(session);
    }

    public String fail(String session) {
        return account.fail(session);
    }

    public String expire(String session) {
        return account.expire(session);
    }

    public String refundAtStripe(String session, long amount) {
        return account.refundAtStripe(session, amount);
    }

    /** Events of a refund that was requested. */
    public String refunded(String session) {
        return account.refunded(session);
    }

    public String dispute(String session, long amount) {
        return account.dispute(session, amount, "needs_response");
    }

    /** An inquiry of the bank, which takes no money yet. */
    public String inquire(String session, long amount) {
        return account.dispute(session, amount, "warning_needs_response");
    }

    /** Decides all disputes of a payment for the merchant; both events that Stripe then sends. */
    public List<String> winDisputes(String session) {
        return account.winDisputes(session);
    }

    /** Adds a balance transaction to the payment's last dispute, in minor units; negative: withdrawn. */
    public String reinstate(String session, long amount, String currency) {
        return account.reinstate(session, amount, currency);
    }

    /** @param refundId of a request, or null for the last refund */
    public String refundEvent(String type, String refundId) {
        return account.refundEvent(type, refundId);
    }

    public String disputeEvent(String type, String session) {
        return account.disputeEvent(type, session);
    }

    public String decideDisputes(String session, String status) {
        return account.decideDisputes(session, status);
    }

    /** Another event, with the session's current state. */
    public String event(String type, String session) {
        return account.event(type, account.session(session, false));
    }

    public String paymentOf(String session) {
        return account.session(session, false).path("payment_intent").textValue();
    }

    public static String changed(String event, String pointer, String value) {
        return StripeAccount.changed(event, pointer, TextNode.valueOf(value));
    }

    public static String changed(String event, String pointer, int value) {
        return StripeAccount.changed(event, pointer, IntNode.valueOf(value));
    }

    public static String without(String event, String pointer) {
        return StripeAccount.changed(event, pointer, (JsonNode) null);
    }

    /** The signature header of an event sent now. */
    public static String sign(String event) {
        return sign(event, WEBHOOK_SECRET, Instant.now());
    }

    public static String sign(String event, String secret, Instant at) {
        return "t=" + at.getEpochSecond() + ",v1=" + hmac(secret, at.getEpochSecond() + "." + event);
    }

    public static HttpResponse<String> deliver(String baseUrl, String event) {
        return deliver(baseUrl, event, sign(event));
    }

    public static HttpResponse<String> deliver(String baseUrl, String event, String signature) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/v1/webhooks/stripe"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .POST(HttpRequest.BodyPublishers.ofString(event));
        if (signature != null) {
            request.header("Stripe-Signature", signature);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            switch (mood) {
                case WELL -> answer(exchange, request);
                case BROKEN -> send(exchange, brokenStatus, brokenBody);
                case SILENT -> awaitClose(TimeUnit.DAYS.toMillis(1));
                case TRICKLING -> trickle(exchange);
                case HANGING_UP -> {}
                case LOSING_ANSWERS -> first(request);
            }
        }
    }

    private void answer(HttpExchange exchange, Request request) throws IOException {
        First first = first(request);
        send(exchange, first.status(), first.body());
    }

    /** An answer is stored by idempotency key; refused parameters are not. */
    private First first(Request request) {
        String key = request.headers().get("idempotency-key");
        if (key == null) {
            return act(request);
        }
        synchronized (answered) {
            First before = answered.get(key);
            if (before == null) {
                First now = act(request);
                if (now.status() == 200) {
                    answered.put(key, now);
                }
                return now;
            }
            return before.form().equals(request.form())
                    ? before
                    : refused(
                            request,
                            new StripeAccount.Refusal(
                                    400,
                                    "idempotency_error",
                                    null,
                                    null,
                                    "Keys for idempotent requests can only be used with the same parameters they were first"
                                            + " used with."));
        }
    }

    private First act(Request request) {
        if (!("Bearer " + SECRET_KEY).equals(request.headers().get("authorization"))) {
            return refused(
                    request,
                    new StripeAccount.Refusal(
                            401,
                            "invalid_request_error",
                            null,
                            null,
                            "Invalid API Key provided: " + request.headers().get("authorization")));
        }
        try {
            return new First(request.form(), 200, route(request).toPrettyString());
        } catch (StripeAccount.Refusal refusal) {
            return refused(request, refusal);
        }
    }

    private JsonNode route(Request request) {
        Map<String, String> query = request.query();
        String last = request.path().substring(request.path().lastIndexOf('/') + 1);
        String intent = query.get("payment_intent");
        return switch (request.method() + " " + request.path().replaceAll("/(cs|pi)_\\w+$", "/{}")) {
            case "POST /v1/checkout/sessions" -> account.createSession(request.form());
            case "GET /v1/checkout/sessions/{}" ->
                account.session(last, "payment_intent.latest_charge".equals(query.get("expand[]")));
            case "GET /v1/payment_intents/{}" -> account.intent(last, "latest_charge".equals(query.get("expand[]")));
            case "GET /v1/disputes" -> account.disputesOf(intent);
            case "GET /v1/refunds" ->
                account.refundsOf(intent, Integer.parseInt(query.get("limit")), query.get("starting_after"));
            case "POST /v1/refunds" -> account.createRefund(request.form());
            default ->
                throw new StripeAccount.Refusal(
                        404, "invalid_request_error", null, null, "Unrecognized request URL (" + request.path() + ").");
        };
    }

    private static First refused(Request request, StripeAccount.Refusal refusal) {
        return new First(request.form(), refusal.status, refusal.body.toPrettyString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Request-Id", "req_standIn");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void trickle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(brokenStatus, 0);
        exchange.getResponseBody().write('{');
        do {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
        } while (!awaitClose(100));
    }

    private boolean awaitClose(long timeoutMs) {
        try {
            return closed.await(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parameters(exchange.getRequestURI().getRawQuery()),
                headers,
                parameters(body));
    }

    private static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : encoded == null || encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length == 1 ? "" : parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
