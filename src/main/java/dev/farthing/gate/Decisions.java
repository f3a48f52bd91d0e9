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

@ApplicationScoped
class Decisions {
    private final PaymentRequiredResponse paymentRequired;
    private final MeterRegistry meters;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    Decisions(PaymentRequiredResponse paymentRequired, MeterRegistry meters) {
        this.paymentRequired = paymentRequired;
        this.meters = meters;
    }

    AccessGranted pass(ArticleVersion article, UUID clientId, long balanceMicros) {
        count("passed");
        return AccessGranted.free(article, clientId, balanceMicros);
    }

    /** @throws Problem {@code article_not_found} when no longer on sale, {@code client_suspended} */
    Decision after(ChargeOutcome outcome, ContainerRequestContext request, UUID clientId, ArticleVersion article) {
        return outcome.accept(new ChargeOutcome.Visitor<Decision>() {
            @Override
            public Decision charged(ChargeOutcome.Charged charged) {
                count("charged");
                return new AccessGranted(
                        article,
                        clientId,
                        charged.entryId(),
                        charged.priceMicros(),
                        charged.balanceMicros(),
                        charged.expiresAt());
            }

            @Override
            public Decision alreadyOwned(ChargeOutcome.AlreadyOwned owned) {
                return pass(article, clientId, owned.balanceMicros());
            }

            @Override
            public Decision free(ChargeOutcome.Free free) {
                return pass(article, clientId, free.balanceMicros());
            }

            @Override
            public Decision insufficient(ChargeOutcome.Insufficient insufficient) {
                return refuse(
                        Eligibility.INSUFFICIENT,
                        request,
                        quote(insufficient.priceMicros(), insufficient.balanceMicros()));
            }

            @Override
            public Decision guarded(ChargeOutcome.Guarded guarded) {
                return refuse(guarded.guard(), request, quote(guarded.priceMicros(), guarded.balanceMicros()));
            }

            @Override
            public Decision notForSale(ChargeOutcome.NotForSale notForSale) {
                throw notFound(article.head().slug());
            }

            private Quote quote(long priceMicros, long balanceMicros) {
                return new Quote(clientId, article.head(), priceMicros, balanceMicros);
            }
        });
    }

    /** @throws Problem {@code client_suspended}, which no payment mends */
    Decision refuse(Eligibility terms, ContainerRequestContext request, Quote quote) {
        count(terms.label());
        Suspension.refuse(terms == Eligibility.SUSPENDED);
        return new Decision.Refused(paymentRequired.answer(request, terms, quote));
    }

    /** Where GET would buy. */
    Decision refuseHead(ContainerRequestContext request, Quote quote) {
        count("head");
        return new Decision.Refused(paymentRequired.purchaseNeeded(request, quote));
    }

    static Problem notFound(String slug) {
        return Problem.of(ProblemCode.ARTICLE_NOT_FOUND, "There is no article '" + slug + "'.");
    }

    private void count(String decision) {
        counters.computeIfAbsent(decision, name -> meters.counter("farthing.gate.decisions", "decision", name))
                .increment();
    }
}
