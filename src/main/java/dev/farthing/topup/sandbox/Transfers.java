package dev.farthing.topup.sandbox;

import dev.farthing.client.Suspension;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.Processor;
import dev.farthing.topup.Processors;
import dev.farthing.topup.ReturnUrl;
import dev.farthing.topup.Settlement;
import dev.farthing.topup.Tiers;
import dev.farthing.topup.TopUp;
import dev.farthing.topup.TopUps;
import dev.farthing.web.Hmac;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The reference is the idempotency key: the top-up opens before the charge, and the payment's id follows from the
 * top-up's. So a repeated call resumes.
 */
@ApplicationScoped
class Transfers {
    private final TopUps topUps;
    private final Tiers tiers;
    private final Processors processors;
    private final SandboxPayments payments;
    private final SandboxCheckout checkout;
    private final Settlement settlement;
    private final ReturnUrl returnUrl;
    private final Suspension suspension;

    Transfers(
            TopUps topUps,
            Tiers tiers,
            Processors processors,
            SandboxPayments payments,
            SandboxCheckout checkout,
            Settlement settlement,
            ReturnUrl returnUrl,
            Suspension suspension) {
        this.topUps = topUps;
        this.tiers = tiers;
        this.processors = processors;
        this.payments = payments;
        this.checkout = checkout;
        this.settlement = settlement;
        this.returnUrl = returnUrl;
        this.suspension = suspension;
    }

    /**
     * Sandbox only: real card numbers bring service and logs under the card industry's rules.
     *
     * @throws Problem {@code top_ups_off}
     */
    void requireCards() {
        if (processors
                .configured()
                .filter(processor -> processor.name().equals(Sandbox.NAME))
                .isEmpty()) {
            throw Problem.of(ProblemCode.TOP_UPS_OFF, "No processor that takes cards directly is configured.");
        }
    }

    /**
     * Once for each reference.
     *
     * @throws Problem {@code reference_reused}, {@code client_suspended}, {@code balance_too_low} or
     *     {@code invalid_amount}
     */
    TopUp pay(UUID clientId, TransferRequest request) {
        long micros = tiers.checked(request.amountMicros(), "payment_transfer.amount");
        if (topUps.byReference(clientId, reference(request)) == null) {
            suspension.require(clientId);
            topUps.requireRoom(clientId, micros + tiers.bonusMicros(micros));
        }
        byte[] hash = HexFormat.of().parseHex(payments.fingerprint(request.canonical()));
        TopUp topUp = topUps.open(
                        TopUps.Request.of(clientId, micros, tiers.bonusMicros(micros), Sandbox.NAME, reference(request))
                                .returning(null, returnUrl.checked(null, null))
                                .by(request.card().masked(), hash))
                .topUp();
        if (!Hmac.same(text(hash), text(topUp.requestHash))) {
            throw Problem.at(
                    ProblemCode.REFERENCE_REUSED,
                    "payment_transfer.reference",
                    "This client used the reference before, for another transfer.");
        }
        return topUp.status == TopUp.Status.PENDING ? charge(topUp, request.card()) : topUp;
    }

    private TopUp charge(TopUp pending, Card card) {
        SandboxPayments.Payment payment = payments.open(pending);
        topUps.saveCheckout(pending, new Processor.Checkout(payment.id(), null));
        ProblemCode decline = payments.pay(payment.id(), card);
        if (decline == null) {
            checkout.sendEvent(payment.id());
        } else {
            payments.fail(payment.id());
            TopUp topUp = topUps.find(pending.clientId, pending.id);
            settlement.answer(topUp, PaymentState.unpaid(PaymentState.Status.FAILED, decline.code()));
        }
        return topUps.find(pending.clientId, pending.id);
    }

    private static String reference(TransferRequest request) {
        return "transfer:" + request.reference();
    }

    private static String text(byte[] hash) {
        return hash == null ? "" : new String(hash, StandardCharsets.ISO_8859_1);
    }
}
