package dev.farthing.gate;

import dev.farthing.client.Suspension;
import dev.farthing.ledger.ChargeOutcome;
import dev.farthing.ledger.Eligibility;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Turns terms and outcomes of charges into decisions, and counts them. */
@ApplicationScoped
class Decisions {
    private final PaymentRequiredResponse refusals;
    private final MeterRegistry meters;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    Decisions(PaymentRequiredResponse refusals, MeterRegistry meters) {
        this.refusals = refusals;
        this.meters = meters;
    }

    /** Lets somebody through who need not pay. */
    AccessGranted pass(CachedArticle copy, UUID clientId, long balanceMicros) {
        count("passed");
        return AccessGranted.free(copy, clientId, balanceMicros);
    }

    /**
     * What a charge that was tried comes to.
     *
     * @throws Problem {@code article_not_found} when it is not for sale any more, {@code client_suspended}
     */
    Decision after(ChargeOutcome outcome, ContainerRequestContext request, UUID clientId, CachedArticle copy) {
        if (outcome instanceof ChargeOutcome.Charged charged) {
            count("charged");
            return new AccessGranted(
                    copy,
                    clientId,
                    charged.entryId(),
                    charged.priceMicros(),
                    charged.balanceMicros(),
                    charged.expiresAt());
        } else if (outcome instanceof ChargeOutcome.AlreadyOwned owned) {
            return pass(copy, clientId, owned.balanceMicros());
        } else if (outcome instanceof ChargeOutcome.Free free) {
            return pass(copy, clientId, free.balanceMicros());
        } else if (outcome instanceof ChargeOutcome.Insufficient tooLittle) {
            return refuse(
                    Eligibility.INSUFFICIENT,
                    request,
                    new Quote(clientId, copy.edition(), tooLittle.priceMicros(), tooLittle.balanceMicros()));
        } else if (outcome instanceof ChargeOutcome.Guarded guarded) {
            return refuse(
                    guarded.guard(),
                    request,
                    new Quote(clientId, copy.edition(), guarded.priceMicros(), guarded.balanceMicros()));
        }
        throw notFound(copy.edition().slug());
    }

    /**
     * Refuses on these terms.
     *
     * @throws Problem {@code client_suspended}, which is no matter of payment
     */
    Decision refuse(Eligibility terms, ContainerRequestContext request, Quote quote) {
        count(terms.label());
        Suspension.refuse(terms == Eligibility.SUSPENDED);
        return new Decision.Refused(refusals.answer(request, terms, quote));
    }

    /** Refuses a HEAD that GET would have answered by buying. */
    Decision refuseHead(ContainerRequestContext request, Quote quote) {
        count("head");
        return new Decision.Refused(refusals.purchaseNeeded(request, quote));
    }

    static Problem notFound(String slug) {
        return Problem.of(ProblemCode.ARTICLE_NOT_FOUND, "There is no article '" + slug + "'.");
    }

    private void count(String decision) {
        counters.computeIfAbsent(decision, name -> meters.counter("farthing.gate.decisions", "decision", name))
                .increment();
    }
}
