package dev.farthing.gate;

import dev.farthing.client.Credentials;
import dev.farthing.client.KeyState;
import dev.farthing.client.KeyUse;
import dev.farthing.client.Suspension;
import dev.farthing.ledger.ChargeOutcome;
import dev.farthing.ledger.Charging;
import dev.farthing.ledger.Terms;
import dev.farthing.web.Caller;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.UUID;

/** The paywall: pass, charge and pass, or 402. */
@ApplicationScoped
class Gate {
    private final Credentials credentials;
    private final Lookup lookup;
    private final Charging charging;
    private final Refusals refusals;
    private final KeyUse keyUse;
    private final MeterRegistry meters;

    Gate(
            Credentials credentials,
            Lookup lookup,
            Charging charging,
            Refusals refusals,
            KeyUse keyUse,
            MeterRegistry meters) {
        this.credentials = credentials;
        this.lookup = lookup;
        this.charging = charging;
        this.refusals = refusals;
        this.keyUse = keyUse;
        this.meters = meters;
    }

    /**
     * Lets the request through with a {@link Passage}, or aborts it with 402.
     *
     * @throws Problem 401 for a bad key, 404 for an article that is not there for this caller
     */
    void decide(ContainerRequestContext request) {
        String slug = request.getUriInfo().getPathParameters().getFirst("slug");
        Credentials.Presented presented = credentials.read(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        Visit visit = lookup.look(presented.token(), slug, presented.admin() != null);
        Caller caller = presented.token() == null ? presented.admin() : caller(visit);
        boolean staff = caller != null && caller.isStaff();
        Visit.Article article = visit.article();
        if (article == null || !(staff || visit.terms() == Terms.OWNED || article.isOnSale())) {
            throw Problem.of(ProblemCode.ARTICLE_NOT_FOUND, "There is no article '" + slug + "'.");
        }
        UUID clientId = caller == null ? null : caller.clientId();
        if (staff || visit.terms() == Terms.OWNED || visit.terms() == Terms.FREE) {
            pass(request, new Passage(article, clientId, null, 0, visit.balanceMicros()));
        } else if (visit.terms() != Terms.CHARGE) {
            refuse(request, visit.terms(), new Quote(clientId, article, article.priceMicros(), visit.balanceMicros()));
        } else if (request.getMethod().equals("HEAD")) {
            count("head");
            request.abortWith(refusals.purchaseNeeded(
                    request, new Quote(clientId, article, article.priceMicros(), visit.balanceMicros())));
        } else {
            charge(request, clientId, article);
        }
    }

    private Caller caller(Visit visit) {
        if (visit.key() == null) {
            throw KeyState.unknown();
        }
        KeyState.check(visit.key().revokedAt(), visit.key().expiresAt());
        Caller caller = visit.key().caller();
        keyUse.note(caller.clientId(), caller.keyId());
        return caller;
    }

    private void charge(ContainerRequestContext request, UUID clientId, Visit.Article article) {
        ChargeOutcome outcome = charging.charge(clientId, article.id(), Charging.Intent.READ);
        if (outcome instanceof ChargeOutcome.Charged charged) {
            pass(
                    request,
                    new Passage(article, clientId, charged.entryId(), charged.priceMicros(), charged.balanceMicros()));
        } else if (outcome instanceof ChargeOutcome.AlreadyOwned owned) {
            pass(request, new Passage(article, clientId, null, 0, owned.balanceMicros()));
        } else if (outcome instanceof ChargeOutcome.Free free) {
            pass(request, new Passage(article, clientId, null, 0, free.balanceMicros()));
        } else if (outcome instanceof ChargeOutcome.Insufficient tooLittle) {
            refuse(
                    request,
                    Terms.INSUFFICIENT,
                    new Quote(clientId, article, tooLittle.priceMicros(), tooLittle.balanceMicros()));
        } else if (outcome instanceof ChargeOutcome.Guarded guarded) {
            refuse(
                    request,
                    guarded.guard(),
                    new Quote(clientId, article, guarded.priceMicros(), guarded.balanceMicros()));
        } else {
            throw Problem.of(ProblemCode.ARTICLE_NOT_FOUND, "There is no article '" + article.slug() + "'.");
        }
    }

    private void pass(ContainerRequestContext request, Passage passage) {
        count(passage.charged() ? "charged" : "passed");
        request.setProperty(Passage.PROPERTY, passage);
    }

    private void refuse(ContainerRequestContext request, Terms terms, Quote quote) {
        count(terms.name().toLowerCase(Locale.ROOT));
        Suspension.refuse(terms == Terms.SUSPENDED);
        request.abortWith(refusals.answer(request, terms, quote));
    }

    private void count(String decision) {
        meters.counter("farthing.gate.decisions", "decision", decision).increment();
    }
}
