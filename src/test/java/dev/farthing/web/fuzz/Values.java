package dev.farthing.web.fuzz;

import dev.farthing.support.Payments;
import dev.farthing.support.http.Contract;
import dev.farthing.topup.WebhookSignature;
import dev.farthing.web.fuzz.Requests.Parameter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Values that a caller would send: from the schema, and where it says no more than "a string", from the shop. */
final class Values {
    /** As support.PostgresResource configures it. */
    private static final String WEBHOOK_SECRET = "tests-sign-events-with-this-5d82c4be";

    private static final List<String> AMOUNTS = List.of("0.01", "0.05", "0.5", "1.00", "5", "10", "0.000001");
    private static final List<String> CARDS =
            List.of("4242424242424242", "4242424242424242", "4000000000000077", "4000000000000002", "4000000000000127");

    private final Contract contract;
    private final Shop shop;

    Values(Contract contract, Shop shop) {
        this.contract = contract;
        this.shop = shop;
    }

    String path(Draft draft, String name, Random random) {
        String template = draft.operation.path();
        if (template.endsWith("/purchases/{slug}/refund")) {
            String[] bought = shop.any("purchase", draft.caller, random).split(" ");
            draft.path.put("id", bought[0]);
            return name.equals("id") ? bought[0] : bought[1];
        }
        boolean writes = List.of("PUT", "PATCH", "DELETE").contains(draft.operation.method());
        String kind =
                switch (name) {
                    case "processor" -> null;
                    case "slug" -> writes || random.nextBoolean() ? "article" : "secret";
                    case "payment" -> "payment";
                    default ->
                        template.startsWith("/v1/clients")
                                ? "client"
                                : template.startsWith("/v1/me/keys")
                                        ? "key"
                                        : template.startsWith("/v1/voucher") ? "batch" : "top-up";
                };
        if (kind == null) {
            return "sandbox";
        }
        if (kind.equals("article") && draft.operation.method().equals("PUT") && random.nextBoolean()) {
            return "fuzzed-" + UUID.randomUUID();
        }
        return shop.any(kind, draft.caller, random);
    }

    String query(Draft draft, Parameter parameter, Random random) {
        if (parameter.schema().get("enum") instanceof List<?> allowed) {
            return (String) allowed.get(random.nextInt(allowed.size()));
        }
        return switch (parameter.name()) {
            case "cursor" -> shop.any("cursor of " + draft.operation, draft.caller, random);
            case "limit" -> String.valueOf(1 + random.nextInt(3));
            case "from" -> "2026-01-01";
            case "to", "at" -> Instant.now().plus(1, ChronoUnit.HOURS).toString();
            case "client", "actor" -> shop.any("client", draft.caller, random);
            case "by" -> random.nextBoolean() ? "day" : "article";
            case "price" -> "0.05";
            case "q" -> "lead OR about";
            case "returnTo" -> "https://reader.example/read";
            default -> null;
        };
    }

    void header(Draft draft, String name, Random random) {
        String value =
                switch (name) {
                    case "Idempotency-Key" -> UUID.randomUUID().toString();
                    case "If-Match" -> random.nextInt(4) == 0 ? shop.any("tag", draft.caller, random) : null;
                    default -> null;
                };
        if (value != null) {
            draft.headers.add(new String[] {name, value});
        }
    }

    void body(Draft draft, Random random) {
        if (draft.operation.path().equals("/top-up")) {
            draft.target = shop.any("link", draft.caller, random);
            return;
        }
        if (draft.operation.path().equals("/v1/imports")) {
            draft.contentType = "application/json";
            draft.text("{\"data\":{\"posts\":[{\"id\":\"1\",\"slug\":\"fuzzed-" + UUID.randomUUID()
                    + "\",\"html\":\"<p>Text</p>\",\"published_at\":\"2026-01-01T00:00:00Z\"}]}}");
            return;
        }
        Map<String, Object> content = content(draft);
        if (content.isEmpty()) {
            return;
        }
        List<String> types = List.copyOf(content.keySet());
        draft.contentType = types.get(random.nextInt(types.size()));
        if (draft.contentType.equals("text/markdown")) {
            draft.text("---\ntitle: A title\nprice: 0.05\ntags: [one, two]\n---\n\nThe *lead*.\n\nMore text.\n");
        } else if (draft.contentType.equals("*/*")) {
            draft.contentType = "application/json";
            draft.fields = event(draft, random);
            sign(draft);
        } else {
            draft.fields = object(draft, schema(content.get(draft.contentType)), random);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> content(Draft draft) {
        Map<String, Object> body =
                (Map<String, Object>) draft.operation.description().get("requestBody");
        return body == null ? Map.of() : (Map<String, Object>) body.get("content");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> schema(Object mediaType) {
        return contract.schema((Map<String, Object>) ((Map<String, Object>) mediaType).get("schema"));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> object(Draft draft, Map<String, Object> schema, Random random) {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<String> required = (List<String>) schema.getOrDefault("required", List.of());
        ((Map<String, Map<String, Object>>) schema.getOrDefault("properties", Map.of())).forEach((name, property) -> {
            if (required.contains(name) || draft.contentType.contains("form") || random.nextInt(4) == 0) {
                fields.put(name, field(draft, name, contract.schema(property), random));
            }
        });
        return fields;
    }

    private Object field(Draft draft, String name, Map<String, Object> schema, Random random) {
        if (schema.get("enum") instanceof List<?> allowed) {
            return allowed.get(random.nextInt(allowed.size()));
        }
        boolean money = schema.get("properties") instanceof Map<?, ?> fields
                && fields.containsKey("currency")
                && fields.size() == 2;
        if (money || name.equals("maxPrice") || name.equals("dailyLimit")) {
            return Map.of("amount", AMOUNTS.get(random.nextInt(AMOUNTS.size())), "currency", "EUR");
        }
        Object known = known(draft, name, random);
        if (known != null) {
            return known;
        }
        if (schema.containsKey("properties")) {
            return object(draft, schema, random);
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "boolean" -> random.nextBoolean();
            case "integer" -> 1 + random.nextInt(3);
            case "array" -> List.of("one", "two");
            case "object" -> Map.of("a", 1, "b", List.of("c", true));
            default -> "some " + name;
        };
    }

    /** Of the strings with a meaning. */
    private Object known(Draft draft, String name, Random random) {
        String card = CARDS.get(random.nextInt(CARDS.size()));
        return switch (name) {
            case "article" -> shop.any("article", draft.caller, random);
            case "expiresAt", "creditExpiresAt" ->
                Instant.now()
                        .plus(1 + random.nextInt(9), ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.DAYS)
                        .toString();
            case "publishedAt" -> "2026-01-01T00:00:00Z";
            case "accessPeriod" -> "P7D";
            case "language" -> "en-GB";
            case "overlap" -> "PT1H";
            case "returnTo" -> "https://reader.example/read";
            case "code" -> shop.any("voucher", draft.caller, random);
            case "number" -> card;
            case "exp" -> "2040-08";
            case "cvc" -> "123";
            case "reference" -> "r-" + UUID.randomUUID();
            case "amount" -> "1337";
            case "currency" -> "eur";
            case "sender_account_uri" -> "pan:" + card + ";exp=2040-08;cvc=123";
            default -> null;
        };
    }

    private Map<String, Object> event(Draft draft, Random random) {
        Shop.Thing topUp = shop.thing("top-up", draft.caller, random);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", "event_" + UUID.randomUUID());
        event.put("type", "payment.changed");
        event.put("client", topUp.owner());
        event.put("topUp", topUp.id());
        event.put("session", Payments.payment(topUp.id()));
        event.put("status", random.nextBoolean() ? "PAID" : "OPEN");
        event.put("amountMicros", 5_000_000);
        event.put("currency", "EUR");
        event.put("refundedMicros", 0);
        event.put("disputedMicros", 0);
        return event;
    }

    /** Signs the body that the draft has now, as the processor would. */
    void sign(Draft draft) {
        draft.headers.removeIf(header -> header[0].equals("Sandbox-Signature"));
        draft.headers.add(
                new String[] {"Sandbox-Signature", WebhookSignature.sign(WEBHOOK_SECRET, draft.content(), Instant.now())
                });
    }
}
