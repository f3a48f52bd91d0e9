package dev.farthing.topup;

import dev.farthing.client.Suspension;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Opens top-ups and the checkouts at which they are paid, once for each reference. */
@ApplicationScoped
public class Checkouts {
    private final TopUps topUps;
    private final Processors processors;
    private final Tiers tiers;
    private final ReturnUrl returnTo;
    private final Suspension suspension;

    Checkouts(TopUps topUps, Processors processors, Tiers tiers, ReturnUrl returnTo, Suspension suspension) {
        this.topUps = topUps;
        this.processors = processors;
        this.tiers = tiers;
        this.returnTo = returnTo;
        this.suspension = suspension;
    }

    /**
     * A top-up with its checkout, opened now or by an earlier request with the same reference.
     *
     * <p>The top-up is committed before the processor is asked: what the processor opens belongs to something that is known
     * here, whatever fails in between, and the same request goes on where the first one stopped.
     *
     * @param amountMicros already checked
     * @param backTo where the reader comes back to, or null
     * @throws Problem {@code top_ups_off}, {@code client_suspended}, {@code invalid_return_to},
     *     {@code idempotency_key_reused} or {@code processor_unavailable}
     */
    public TopUps.Opened open(UUID clientId, long amountMicros, String reference, String article, String backTo) {
        String address = returnTo.checked(backTo, article);
        TopUp earlier = topUps.byReference(clientId, reference);
        String processor = earlier == null ? processors.required().name() : earlier.processor;
        if (earlier == null) {
            suspension.require(clientId);
        }
        TopUps.Opened opened = topUps.open(
                TopUps.Wanted.of(clientId, amountMicros, tiers.bonusMicros(amountMicros), processor, reference)
                        .returning(article, address));
        TopUp topUp = opened.topUp();
        // A link is one top-up, from wherever it is opened.
        boolean another = topUp.amountMicros != amountMicros || !address.equals(topUp.returnTo);
        if (another && !reference.startsWith("link:")) {
            throw Problem.at(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "Idempotency-Key",
                    "This key was used before for another top-up of this client.");
        }
        return new TopUps.Opened(begun(topUp), opened.before());
    }

    /** The top-up, with a checkout when the processor has one for it. */
    TopUp begun(TopUp topUp) {
        if (topUp.status != TopUp.Status.PENDING || topUp.session != null) {
            return topUp;
        }
        Processor.Checkout checkout = processors.ask(topUp.processor, processor -> processor.begin(topUp));
        topUps.begun(topUp, checkout);
        return topUps.find(topUp.clientId, topUp.id);
    }
}
