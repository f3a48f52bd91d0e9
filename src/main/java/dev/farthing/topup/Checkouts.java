package dev.farthing.topup;

import dev.farthing.client.Suspension;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Opens top-ups and their checkouts, once for each reference. */
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
     * Opens a top-up and its checkout, or finds those of an earlier request with the same reference.
     *
     * <p>The top-up is committed before the processor is called: whatever fails in between, the checkout belongs to a known
     * top-up, and the repeated request continues where the first one stopped.
     *
     * @param amountMicros within the limits of {@link Tiers}
     * @param returnTo the address that the reader returns to, or null
     * @throws Problem {@code top_ups_off}, {@code client_suspended}, {@code invalid_amount}, {@code invalid_return_to},
     *     {@code idempotency_key_reused} or {@code processor_unavailable}
     */
    public TopUps.Result open(UUID clientId, long amountMicros, String reference, String article, String returnTo) {
        String address = returnUrl.checked(returnTo, article);
        TopUp earlier = topUps.byReference(clientId, reference);
        Processor processor = earlier == null ? processors.required() : processors.named(earlier.processor);
        if (earlier == null) {
            suspension.require(clientId);
        }
        // A link may be older than the processor, and name an amount that only its predecessor could take.
        tiers.requireWhole(amountMicros, processor.unitMicros(), "amount");
        TopUps.Result opened = topUps.open(
                TopUps.Request.of(clientId, amountMicros, tiers.bonusMicros(amountMicros), processor.name(), reference)
                        .returning(article, address));
        TopUp topUp = opened.topUp();
        boolean differs = topUp.amountMicros != amountMicros || !address.equals(topUp.returnTo);
        // A link stands for one top-up, whatever address it is to return to.
        if (differs && !reference.startsWith("link:")) {
            throw Problem.at(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "Idempotency-Key",
                    "This key was used before for another top-up of this client.");
        }
        return new TopUps.Result(withCheckout(topUp), opened.replayed());
    }

    /** The top-up with its checkout, opened now unless it has one; one that is decided needs none. */
    TopUp withCheckout(TopUp topUp) {
        if (topUp.status != TopUp.Status.PENDING || topUp.session != null) {
            return topUp;
        }
        Processor.Checkout checkout = calls.ask(topUp.processor, processor -> processor.begin(topUp));
        topUps.saveCheckout(topUp, checkout);
        return topUps.find(topUp.clientId, topUp.id);
    }
}
