package dev.farthing.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The objects of one account at the stand-in, in Stripe's documented shapes, and their changes. */
final class StripeAccount {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORTEST_SESSION_S = 30 * 60;
    private static final int LONGEST_SESSION_S = 24 * 60 * 60;

    private static final Set<String> SESSION_PARAMETERS = Set.of(
            "mode",
            "client_reference_id",
            "line_items[0][quantity]",
            "line_items[0][price_data][currency]",
            "line_items[0][price_data][unit_amount]",
            "line_items[0][price_data][product_data][name]",
            "adaptive_pricing[enabled]",
            "expires_at",
            "success_url",
            "cancel_url");
    private static final Set<String> REFUND_PARAMETERS = Set.of("payment_intent", "amount");

    private final AtomicInteger made = new AtomicInteger();
    private final Map<String, ObjectNode> sessions = new LinkedHashMap<>();
    private final Map<String, ObjectNode> intents = new LinkedHashMap<>();
    private final Map<String, ObjectNode> charges = new LinkedHashMap<>();
    private final List<ObjectNode> refunds = new ArrayList<>();
    private final List<ObjectNode> disputes = new ArrayList<>();

    /** Status of refunds requested from now on. */
    String nextRefundStatus = "succeeded";

    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int status;
        final transient ObjectNode body;

        Refusal(int status, String type, String code, String parameter, String message) {
            super(message, null, false, false);
            this.status = status;
            this.body = JSON.createObjectNode();
            ObjectNode error = body.putObject("error");
            error.put("type", type).put("message", message);
            if (code != null) {
                error.put("code", code).put("doc_url", "https://stripe.com/docs/error-codes/" + code);
            }
            if (parameter != null) {
                error.put("param", parameter);
            }
        }

        static Refusal invalid(String code, String parameter, String message) {
            return new Refusal(400, "invalid_request_error", code, parameter, message);
        }

        static Refusal missing(String what, String id) {
            return new Refusal(
                    404, "invalid_request_error", "resource_missing", "id", "No such " + what + ": '" + id + "'");
        }
    }

    synchronized ObjectNode createSession(Map<String, String> form) {
        requireKnown(form, SESSION_PARAMETERS, "metadata", "payment_intent_data[metadata]");
        long now = Instant.now().getEpochSecond();
        long expires = Long.parseLong(form.get("expires_at"));
        if (expires < now + SHORTEST_SESSION_S - 5 || expires > now + LONGEST_SESSION_S) {
            throw Refusal.invalid(
                    null,
                    "expires_at",
                    "The `expires_at` timestamp must be less than 24 hours and at least 30 minutes from Checkout Session"
                            + " creation.");
        }
        long amount = Long.parseLong(form.get("line_items[0][price_data][unit_amount]"));
        if (amount < 50) {
            throw Refusal.invalid(
                    "amount_too_small", null, "The Checkout Session's total amount must convert to more.");
        }
        String id = "cs_test_a" + made.incrementAndGet() + "StandIn";
        ObjectNode session = object(id, "checkout.session")
                .put("amount_subtotal", amount)
                .put("amount_total", amount)
                .put("cancel_url", form.get("cancel_url"))
                .put("client_reference_id", form.get("client_reference_id"))
                .put("currency", form.get("line_items[0][price_data][currency]"))
                .putNull("customer")
                .put("expires_at", expires);
        session.putObject("adaptive_pricing").put("enabled", false);
        session.set("metadata", metadata(form, "metadata"));
        session.put("mode", form.get("mode"))
                .putNull("payment_intent")
                .putNull("payment_link")
                .put("payment_status", "unpaid")
                .put("status", "open")
                .put("success_url", form.get("success_url"))
                .put("url", "https://checkout.stripe.com/c/pay/" + id);
        session.putArray("payment_method_types").add("card").add("sepa_debit");
        sessions.put(id, session);
        // Stripe creates the payment when it is confirmed; its metadata is kept until then.
        intents.put(
                "for " + id, JSON.createObjectNode().set("metadata", metadata(form, "payment_intent_data[metadata]")));
        return session.deepCopy();
    }

    /** The session with its payment and charge, as for {@code expand[]=payment_intent.latest_charge}. */
    synchronized ObjectNode session(String id, boolean expanded) {
        ObjectNode session = known(sessions, "checkout.session", id).deepCopy();
        if (expanded && session.path("payment_intent").isTextual()) {
            session.set("payment_intent", intent(session.path("payment_intent").textValue(), true));
        }
        return session;
    }

    /** The payment with its charge, as for {@code expand[]=latest_charge}. */
    synchronized ObjectNode intent(String id, boolean expanded) {
        ObjectNode intent = known(intents, "payment_intent", id).deepCopy();
        if (expanded && intent.path("latest_charge").isTextual()) {
            intent.set(
                    "latest_charge",
                    charges.get(intent.path("latest_charge").textValue()).deepCopy());
        }
        return intent;
    }

    synchronized ObjectNode disputesOf(String intent) {
        return list("/v1/disputes", ofIntent(disputes, intent), Integer.MAX_VALUE, null);
    }

    synchronized ObjectNode refundsOf(String intent, int limit, String after) {
        List<ObjectNode> newestFirst = new ArrayList<>(ofIntent(refunds, intent));
        Collections.reverse(newestFirst);
        return list("/v1/refunds", newestFirst, limit, after);
    }

    synchronized ObjectNode createRefund(Map<String, String> form) {
        requireKnown(form, REFUND_PARAMETERS, "metadata");
        ObjectNode charge = chargeOf(known(intents, "payment_intent", form.get("payment_intent")));
        long amount = Long.parseLong(form.get("amount"));
        long left = charge.path("amount").longValue()
                - charge.path("amount_refunded").longValue();
        if (charge.path("disputed").booleanValue()) {
            throw Refusal.invalid("charge_disputed", null, "This charge has been charged back.");
        }
        if (left == 0) {
            throw Refusal.invalid("charge_already_refunded", null, "Charge has already been refunded.");
        }
        if (amount > left) {
            throw Refusal.invalid(null, "amount", "Refund amount is greater than unrefunded amount on charge.");
        }
        return refund(charge, amount, metadata(form, "metadata"), nextRefundStatus)
                .deepCopy();
    }

    /** A failed refund no longer counts as paid back. */
    synchronized void settleRefund(String refundId, String status) {
        ObjectNode refund = refundOf(refundId).put("status", status);
        if (status.equals("failed") || status.equals("canceled")) {
            ObjectNode charge = charges.get(refund.path("charge").textValue());
            long left = charge.path("amount_refunded").longValue()
                    - refund.path("amount").longValue();
            charge.put("amount_refunded", left).put("refunded", false);
        }
    }

    private ObjectNode refundOf(String refundId) {
        return refunds.stream()
                .filter(one -> one.path("metadata").path("refund").asText().equals(refundId))
                .findFirst()
                .orElseThrow();
    }

    /** A payment that succeeds at once. */
    synchronized String pay(String session) {
        return event("checkout.session.completed", settle(confirm(session, "succeeded"), true));
    }

    /** A payment by a method that takes days. */
    synchronized String payLater(String session) {
        return event("checkout.session.completed", confirm(session, "processing"));
    }

    synchronized String arrive(String session) {
        return event("checkout.session.async_payment_succeeded", settle(known(sessions, "session", session), true));
    }

    synchronized String fail(String session) {
        return event("checkout.session.async_payment_failed", settle(known(sessions, "session", session), false));
    }

    synchronized String expire(String session) {
        ObjectNode expired = known(sessions, "checkout.session", session);
        return event(
                "checkout.session.expired", expired.put("status", "expired").putNull("url"));
    }

    /** A refund by the merchant in Stripe's dashboard. */
    synchronized String refundAtStripe(String session, long amount) {
        ObjectNode charge = chargeOfSession(session);
        refund(charge, amount, JSON.createObjectNode(), "succeeded");
        return event("charge.refunded", charge);
    }

    synchronized String refunded(String session) {
        return event("charge.refunded", chargeOfSession(session));
    }

    synchronized String dispute(String session, long amount, String status) {
        ObjectNode charge = chargeOfSession(session).put("disputed", true);
        ObjectNode dispute = object("du_" + made.incrementAndGet() + "StandIn", "dispute")
                .put("amount", amount)
                .put("charge", charge.path("id").textValue())
                .put("currency", charge.path("currency").textValue())
                .put("is_charge_refundable", status.startsWith("warning_"))
                .put("payment_intent", charge.path("payment_intent").textValue())
                .put("reason", "fraudulent")
                .put("status", status);
        dispute.putObject("metadata");
        dispute.putArray("balance_transactions");
        disputes.add(dispute);
        return event("charge.dispute.created", dispute);
    }

    synchronized List<String> winDisputes(String session) {
        decideDisputes(session, "won");
        ObjectNode last = lastDispute(session);
        return List.of(event("charge.dispute.closed", last), event("charge.dispute.funds_reinstated", last));
    }

    synchronized String reinstate(String session, long amount, String currency) {
        ObjectNode dispute = lastDispute(session);
        dispute.withArray("balance_transactions")
                .add(object("txn_" + made.incrementAndGet() + "StandIn", "balance_transaction")
                        .put("amount", amount)
                        .put("currency", currency)
                        .put("fee", 0)
                        .put("type", "adjustment"));
        return event("charge.dispute.funds_" + (amount < 0 ? "withdrawn" : "reinstated"), dispute);
    }

    synchronized String disputeEvent(String type, String session) {
        return event(type, lastDispute(session));
    }

    private ObjectNode lastDispute(String session) {
        List<ObjectNode> all = ofIntent(
                disputes, chargeOfSession(session).path("payment_intent").textValue());
        return all.get(all.size() - 1);
    }

    synchronized String refundEvent(String type, String refundId) {
        return event(type, refundId == null ? refunds.get(refunds.size() - 1) : refundOf(refundId));
    }

    /** Updates all disputes of a payment. */
    synchronized String decideDisputes(String session, String status) {
        String intent = chargeOfSession(session).path("payment_intent").textValue();
        ObjectNode last = null;
        for (ObjectNode dispute : ofIntent(disputes, intent)) {
            last = dispute.put("status", status);
        }
        return event("charge.dispute.funds_withdrawn", last);
    }

    /** An event in Stripe's format, with the object's current state. */
    synchronized String event(String type, ObjectNode object) {
        ObjectNode event = JSON.createObjectNode()
                .put("id", "evt_" + made.incrementAndGet() + "StandIn")
                .put("object", "event")
                .put("api_version", "2025-09-30.clover")
                .put("created", Instant.now().getEpochSecond());
        event.putObject("data").set("object", object.deepCopy());
        event.put("livemode", false).put("pending_webhooks", 1);
        event.putObject("request").putNull("id").putNull("idempotency_key");
        return event.put("type", type).toPrettyString();
    }

    private ObjectNode confirm(String sessionId, String status) {
        ObjectNode session = known(sessions, "checkout.session", sessionId);
        if (!session.path("status").textValue().equals("open")) {
            throw new IllegalStateException(sessionId + " is " + session.path("status"));
        }
        String id = "pi_" + made.incrementAndGet() + "StandIn";
        ObjectNode intent = object(id, "payment_intent")
                .put("amount", session.path("amount_total").longValue())
                .put("amount_received", 0)
                .put("currency", session.path("currency").textValue())
                .putNull("last_payment_error")
                .put("status", status);
        intent.set("metadata", intents.get("for " + sessionId).path("metadata"));
        intents.put(id, intent);
        ObjectNode charge = object("ch_" + made.incrementAndGet() + "StandIn", "charge")
                .put("amount", intent.path("amount").longValue())
                .put("amount_captured", 0)
                .put("amount_refunded", 0)
                .put("captured", true)
                .put("currency", intent.path("currency").textValue())
                .put("disputed", false)
                .put("paid", false)
                .put("payment_intent", id)
                .put("refunded", false)
                .put("status", "pending");
        charge.set("metadata", intent.path("metadata").deepCopy());
        charges.put(charge.path("id").textValue(), charge);
        intent.put("latest_charge", charge.path("id").textValue());
        return session.put("payment_intent", id).put("status", "complete").putNull("url");
    }

    private ObjectNode settle(ObjectNode session, boolean paid) {
        ObjectNode intent = intents.get(session.path("payment_intent").textValue());
        ObjectNode charge = chargeOf(intent);
        if (paid) {
            long amount = intent.path("amount").longValue();
            intent.put("status", "succeeded").put("amount_received", amount);
            charge.put("paid", true).put("amount_captured", amount).put("status", "succeeded");
            return session.put("payment_status", "paid");
        }
        intent.put("status", "requires_payment_method");
        intent.putObject("last_payment_error")
                .put("type", "card_error")
                .put("code", "payment_intent_payment_attempt_failed")
                .put("message", "The payment failed.");
        charge.put("status", "failed");
        return session;
    }

    private ObjectNode refund(ObjectNode charge, long amount, ObjectNode metadata, String status) {
        long refunded = charge.path("amount_refunded").longValue() + amount;
        charge.put("amount_refunded", refunded)
                .put("refunded", refunded == charge.path("amount").longValue());
        ObjectNode refund = object("re_" + made.incrementAndGet() + "StandIn", "refund")
                .put("amount", amount)
                .put("charge", charge.path("id").textValue())
                .put("currency", charge.path("currency").textValue())
                .put("payment_intent", charge.path("payment_intent").textValue())
                .putNull("reason")
                .put("status", status);
        refund.set("metadata", metadata);
        refunds.add(refund);
        return refund;
    }

    private ObjectNode chargeOfSession(String session) {
        return chargeOf(intents.get(known(sessions, "checkout.session", session)
                .path("payment_intent")
                .textValue()));
    }

    private ObjectNode chargeOf(ObjectNode intent) {
        return charges.get(intent.path("latest_charge").textValue());
    }

    private static ObjectNode object(String id, String type) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("object", type)
                .put("created", Instant.now().getEpochSecond())
                .put("livemode", false);
    }

    private static List<ObjectNode> ofIntent(List<ObjectNode> all, String intent) {
        return all.stream()
                .filter(one -> one.path("payment_intent").asText().equals(intent))
                .toList();
    }

    private static ObjectNode list(String url, List<ObjectNode> all, int limit, String after) {
        List<String> ids = all.stream().map(one -> one.path("id").textValue()).toList();
        int from = after == null ? 0 : ids.indexOf(after) + 1;
        int to = (int) Math.min(all.size(), (long) from + limit);
        ObjectNode list =
                JSON.createObjectNode().put("object", "list").put("url", url).put("has_more", to < all.size());
        ArrayNode data = list.putArray("data");
        all.subList(from, to).forEach(data::add);
        return list;
    }

    private static ObjectNode known(Map<String, ObjectNode> all, String what, String id) {
        ObjectNode one = all.get(id);
        if (one == null) {
            throw Refusal.missing(what, id);
        }
        return one;
    }

    private static ObjectNode metadata(Map<String, String> form, String place) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        form.forEach((name, value) -> {
            if (name.startsWith(place + "[")) {
                metadata.put(name.substring(place.length() + 1, name.length() - 1), value);
            }
        });
        return metadata;
    }

    private static void requireKnown(Map<String, String> form, Set<String> known, String... metadata) {
        Set<String> unknown = form.keySet().stream()
                .filter(name -> !known.contains(name))
                .filter(name -> List.of(metadata).stream().noneMatch(place -> name.startsWith(place + "[")))
                .collect(Collectors.toSet());
        for (String name : unknown) {
            throw Refusal.invalid("parameter_unknown", name, "Received unknown parameter: " + name);
        }
        for (String name : known) {
            if (!form.containsKey(name)) {
                throw Refusal.invalid("parameter_missing", name, "Missing required param: " + name + ".");
            }
        }
    }

    static String changed(String event, String pointer, JsonNode value) {
        try {
            JsonNode tree = JSON.readTree(event);
            int slash = pointer.lastIndexOf('/');
            ObjectNode parent = (ObjectNode) tree.at(pointer.substring(0, slash));
            String name = pointer.substring(slash + 1);
            if (value == null) {
                parent.remove(name);
            } else {
                parent.set(name, value);
            }
            return tree.toPrettyString();
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }
}
