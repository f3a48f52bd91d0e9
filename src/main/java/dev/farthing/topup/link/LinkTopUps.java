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

@ApplicationScoped
class LinkTopUps {
    /** By default, 24 checkouts of an hour fit into a link's day. */
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

    /** @param newKey of a new wallet, or null */
    record Result(TopUp topUp, String newKey) {}

    /**
     * Credits the link's client, else the caller, else a new wallet.
     *
     * @throws Problem {@code top_up_over} if paid, {@code authentication_required} where wallets are closed,
     *     {@code too_many_registrations}
     */
    Result begin(TopUpLink link, String returnTo) {
        Payer payer = payer(link);
        return new Result(pending(link, payer, returnTo), payer.newKey());
    }

    private record Payer(UUID clientId, String newKey) {}

    private Payer payer(TopUpLink link) {
        if (link.clientId() != null) {
            return new Payer(link.clientId(), null);
        }
        if (!identity.isAnonymous()) {
            return new Payer(Caller.of(identity).requireClient(), null);
        }
        if (!wallets.areOpenToAll()) {
            throw Problem.of(
                    ProblemCode.AUTHENTICATION_REQUIRED,
                    "Wallets are opened by the publisher here; send a client's key.");
        }
        KeyToken key = wallets.open("reader");
        return new Payer(key.clientId(), key.text());
    }

    /** An ended, unpaid top-up gets a successor while the link lasts. */
    private TopUp pending(TopUpLink link, Payer payer, String returnTo) {
        for (int turn = 1; turn <= MOST_TURNS; turn++) {
            String reference = "link:" + link.signature() + (turn == 1 ? "" : ":" + turn);
            TopUp topUp = opened(link, payer, reference, returnTo);
            if (topUp.status == TopUp.Status.PENDING) {
                return topUp;
            }
            if (topUp.status.isPaid() || topUp.status == TopUp.Status.PAID) {
                throw Problem.of(
                        ProblemCode.TOP_UP_OVER, "The top-up of this link has been paid; it is not paid again.");
            }
        }
        throw Problem.of(
                ProblemCode.TOP_UP_OVER,
                "This link was tried " + MOST_TURNS
                        + " times and never paid. Read the article again for a new one; nothing was charged.");
    }

    /** A new wallet's key is shown only once, so it is returned even with the processor away. */
    private TopUp opened(TopUpLink link, Payer payer, String reference, String returnTo) {
        try {
            return checkouts
                    .open(payer.clientId(), link.amountMicros(), reference, link.article(), returnTo)
                    .topUp();
        } catch (Problem away) {
            if (payer.newKey() == null || away.code() != ProblemCode.PROCESSOR_UNAVAILABLE) {
                throw away;
            }
            return topUps.byReference(payer.clientId(), reference);
        }
    }
}
