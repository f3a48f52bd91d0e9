package dev.farthing.topup.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.topup.MinorUnits;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.Processor;
import dev.farthing.topup.TopUp;
import dev.farthing.topup.WebhookSignature;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Moves no money; its events take a real processor's path. */
@ApplicationScoped
class Sandbox implements Processor {
    static final String NAME = "sandbox";

    private static final String SIGNATURE = "Sandbox-Signature";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final SandboxPayments payments;
    private final SandboxConfig config;
    private final FarthingConfig farthing;
    private final ObjectMapper json;
    private final Clock clock;

    Sandbox(SandboxPayments payments, SandboxConfig config, FarthingConfig farthing, ObjectMapper json, Clock clock) {
        this.payments = payments;
        this.config = config;
        this.farthing = farthing;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesEventsWhenReplaced() {
        return false;
    }

    @Override
    public long unitMicros() {
        return MinorUnits.micros(farthing.currency());
    }

    @Override
    public Checkout begin(TopUp topUp) {
        String id = payments.open(topUp).id();
        return new Checkout(id, farthing.link("/sandbox/checkout/" + id));
    }

    @Override
    public PaymentState state(TopUp topUp) {
        return payments.state(topUp.session);
    }

    @Override
    public RefundState refund(TopUp topUp, UUID refundId, long micros) {
        return payments.refund(topUp.payment, refundId, micros) ? RefundState.SUCCEEDED : RefundState.FAILED;
    }

    record SignedEvent(byte[] body, String signature) {
        UnaryOperator<String> headers() {
            return name -> name.equals(SIGNATURE) ? signature : null;
        }
    }

    SignedEvent event(SandboxPayments.Payment payment) {
        PaymentState state = payment.state(farthing.currency());
        boolean paid = state.disputes() != null;
        try {
            byte[] body = json.writeValueAsBytes(json.createObjectNode()
                    .put("id", "event_" + UUID.randomUUID())
                    .put("type", "payment.changed")
                    .put("client", payment.clientId().toString())
                    .put("topUp", payment.topUpId().toString())
                    .put("session", payment.id())
                    .put("status", state.status().name())
                    .put("amountMicros", state.paidMicros())
                    .put("currency", state.currency())
                    .put("refundedMicros", state.refundedMicros())
                    .put("disputedMicros", paid ? state.disputes().takenMicros() : 0)
                    .put("reinstatedMicros", paid ? state.disputes().returnedMicros() : 0)
                    .put("decline", state.failure()));
            return new SignedEvent(body, WebhookSignature.sign(secret(), body, clock.instant()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Event verify(byte[] body, UnaryOperator<String> header) {
        WebhookSignature.verify(header.apply(SIGNATURE), body, List.of(secret()), TOLERANCE, clock.instant());
        try {
            JsonNode event = json.readTree(body);
            String session = event.path("session").asText();
            PaymentState.Status status =
                    PaymentState.Status.valueOf(event.path("status").asText());
            return new Event(
                    event.path("id").asText(),
                    event.path("type").asText(),
                    UUID.fromString(event.path("client").asText()),
                    UUID.fromString(event.path("topUp").asText()),
                    session,
                    new PaymentState(
                            status,
                            status == PaymentState.Status.PAID ? session : null,
                            event.path("amountMicros").asLong(),
                            event.path("currency").textValue(),
                            event.path("refundedMicros").asLong(),
                            disputes(event),
                            event.path("decline").textValue()));
        } catch (IOException | IllegalArgumentException invalid) {
            throw Problem.of(ProblemCode.MALFORMED_JSON, "This is not a sandbox event.");
        }
    }

    private static PaymentState.Disputes disputes(JsonNode event) {
        long disputed = event.path("disputedMicros").asLong();
        long reinstated = event.path("reinstatedMicros").asLong();
        return new PaymentState.Disputes(disputed, reinstated, reinstated < disputed);
    }

    private String secret() {
        return config.webhookSecret().orElseThrow();
    }
}
