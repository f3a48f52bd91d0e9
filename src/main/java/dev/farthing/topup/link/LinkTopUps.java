package dev.farthing.topup.link;

import dev.farthing.client.KeyToken;
import dev.farthing.client.Wallets;
import dev.farthing.topup.Checkouts;
import dev.farthing.topup.TopUp;
import dev.farthing.topup.TopUps;
import dev.farthing.web.Caller;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The top-ups that links begin, and whose they are. */
@ApplicationScoped
class LinkTopUps {
    /** A link lasts a day and a checkout not much less than an hour, so no reader comes this far. */
    private static final int MOST_TURNS = 100;

    private final Checkouts checkouts;
    private final TopUps topUps;
    private final Wallets wallets;
    private final SecurityIdentity identity;

    LinkTopUps(Checkouts checkouts, TopUps topUps, Wallets wallets, SecurityIdentity identity) {
        this.checkouts = checkouts;
        this.topUps = topUps;
        this.wallets = wallets;
        this.identity = identity;
    }

    /** @param newKey of the wallet that was opened on the way, or null */
    record Begun(TopUp topUp, String newKey) {}

    /**
     * Begins the top-up that the link names, for its client, for the client who sends it, or for a new one.
     *
     * @throws Problem {@code top_up_over} for one that was paid; {@code authentication_required} where nobody may open a wallet
     */
    Begun begin(TopUpLink link, String backTo) {
        Payer payer = payer(link);
        return new Begun(begun(link, payer, backTo), payer.newKey());
    }

    /** @param newKey of the wallet that was opened for this payer, or null */
    private record Payer(UUID clientId, String newKey) {}

    private Payer payer(TopUpLink link) {
        if (link.clientId() != null) {
            return new Payer(link.clientId(), null);
        }
        if (!identity.isAnonymous()) {
            return new Payer(((Caller) identity.getPrincipal()).requireClient(), null);
        }
        if (!wallets.areOpenToAll()) {
            throw Problem.of(
                    ProblemCode.AUTHENTICATION_REQUIRED,
                    "Wallets are opened by the publisher here; send a client's key.");
        }
        KeyToken key = wallets.open("reader");
        return new Payer(key.clientId(), key.text());
    }

    /**
     * The top-up of this link. One that nobody paid in time is followed by another as long as the link lasts.
     *
     * @throws Problem {@code top_up_over} for one that was paid
     */
    private TopUp begun(TopUpLink link, Payer payer, String backTo) {
        for (int turn = 1; turn <= MOST_TURNS; turn++) {
            String reference = "link:" + link.signature() + (turn == 1 ? "" : ":" + turn);
            TopUp topUp = opened(link, payer, reference, backTo);
            if (topUp.status == TopUp.Status.PENDING) {
                return topUp;
            }
            if (topUp.status.isPaid()) {
                break;
            }
        }
        throw Problem.of(ProblemCode.TOP_UP_OVER, "The top-up of this link has been paid; it is not paid again.");
    }

    /** A wallet that was just opened is answered with its key, also when the processor is away: there is no second sight of it. */
    private TopUp opened(TopUpLink link, Payer payer, String reference, String backTo) {
        try {
            return checkouts
                    .open(payer.clientId(), link.amountMicros(), reference, link.article(), backTo)
                    .topUp();
        } catch (Problem away) {
            if (payer.newKey() == null || away.code() != ProblemCode.PROCESSOR_UNAVAILABLE) {
                throw away;
            }
            return topUps.byReference(payer.clientId(), reference);
        }
    }
}
