package dev.farthing.topup;

import dev.farthing.client.Suspension;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
public class Checkouts {
    private final TopUps topUps;
    private final Processors processors;
    private final ProcessorCalls calls;
    private final Tiers tiers;
    private final ReturnUrl returnUrl;
    private final Suspension suspension;

    Checkouts(
            TopUps topUps,
            Processors processors,
            ProcessorCalls calls,
            Tiers tiers,
            ReturnUrl returnUrl,
            Suspension suspension) {
        this.topUps = topUps;
        this.processors = processors;
        this.calls = calls;
        this.tiers = tiers;
        this.returnUrl = returnUrl;
        this.suspension = suspension;
    }

    /**
     * Opens a top-up and its checkout, once for each reference.
     *
     * <p>The top-up is committed before the processor is called, so a repeated request resumes.
     *
     * @param amountMicros within the limits of {@link Tiers}
     * @throws Problem {@code top_ups_off}, {@code client_suspended}, {@code invalid_amount}, {@code invalid_return_to},
     *     {@code balance_too_low}, {@code idempotency_key_reused} or {@code processor_unavailable}
     */
    public TopUps.Result open(UUID clientId, long amountMicros, String reference, String article, String returnTo) {
        String address = returnUrl.checked(returnTo, article);
        TopUp earlier = topUps.byReference(clientId, reference);
        Processor processor = earlier == null ? processors.required() : processors.named(earlier.processor);
        if (earlier == null) {
            suspension.require(clientId);
        }
        // A link may be older than the processor, with an amount that only its predecessor takes.
        tiers.requireWhole(amountMicros, processor.unitMicros(), "amount");
        if (earlier == null) {
            topUps.requireRoom(clientId, amountMicros + tiers.bonusMicros(amountMicros));
        }
        TopUps.Result opened = topUps.open(
                TopUps.Request.of(clientId, amountMicros, tiers.bonusMicros(amountMicros), processor.name(), reference)
                        .returning(article, address));
        TopUp topUp = opened.topUp();
        boolean differs = topUp.amountMicros != amountMicros || !address.equals(topUp.returnTo);
        // A link is one top-up, at any return address.
        if (differs && !reference.startsWith("link:")) {
            throw Problem.at(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "Idempotency-Key",
                    "This key was used before for another top-up of this client.");
        }
        return new TopUps.Result(withCheckout(topUp), opened.replayed());
    }

    TopUp withCheckout(TopUp topUp) {
        if (topUp.status != TopUp.Status.PENDING || topUp.session != null) {
            return topUp;
        }
        Processor.Checkout checkout = calls.ask(topUp.processor, processor -> processor.begin(topUp));
        topUps.saveCheckout(topUp, checkout);
        return topUps.find(topUp.clientId, topUp.id);
    }
}
