package dev.farthing.gate;

import dev.farthing.client.Credentials;
import dev.farthing.client.KeyState;
import dev.farthing.client.KeyUse;
import dev.farthing.ledger.Charges;
import dev.farthing.ledger.Eligibility;
import dev.farthing.web.Caller;
import dev.farthing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The paywall: pass, charge and pass, or 402. It never waits itself: what it asks for is answered later. */
@ApplicationScoped
class Gate {
    private final Credentials credentials;
    private final AccessQuery lookup;
    private final Charges charging;
    private final Decisions decisions;
    private final KeyUse keyUse;

    Gate(Credentials credentials, AccessQuery lookup, Charges charging, Decisions decisions, KeyUse keyUse) {
        this.credentials = credentials;
        this.lookup = lookup;
        this.charging = charging;
        this.decisions = decisions;
        this.keyUse = keyUse;
    }

    /**
     * Decides about the request. The stage fails with a {@link Problem}: 401 for a bad key, 404 for an article that is not
     * there for this caller.
     *
     * @param loop where to go on when the database has answered
     */
    CompletionStage<Decision> decide(ContainerRequestContext request, ArticleFormat form, Executor loop) {
        String slug = request.getUriInfo().getPathParameters().getFirst("slug");
        Credentials.Presented presented = credentials.read(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        return lookup.look(presented.key(), slug, presented.admin() != null, form)
                .thenComposeAsync(
                        visit -> decide(
                                request, visit, presented.key() == null ? presented.admin() : caller(visit), loop),
                        loop);
    }

    private CompletionStage<Decision> decide(
            ContainerRequestContext request, AccessRow visit, Caller caller, Executor loop) {
        boolean staff = caller != null && caller.isStaff();
        CachedArticle copy = visit.copy();
        if (copy == null || !(staff || visit.terms() == Eligibility.OWNED || visit.onSale())) {
            throw Decisions.notFound(request.getUriInfo().getPathParameters().getFirst("slug"));
        }
        UUID clientId = caller == null ? null : caller.clientId();
        if (staff || visit.terms() == Eligibility.OWNED || visit.terms() == Eligibility.FREE) {
            return CompletableFuture.completedStage(decisions.pass(copy, clientId, visit.balanceMicros()));
        }
        Quote quote = new Quote(clientId, copy.edition(), visit.priceMicros(), visit.balanceMicros());
        if (visit.terms() != Eligibility.CHARGE) {
            return CompletableFuture.completedStage(decisions.refuse(visit.terms(), request, quote));
        } else if (request.getMethod().equals("HEAD")) {
            return CompletableFuture.completedStage(decisions.refuseHead(request, quote));
        }
        return charging.begin(clientId, copy.edition().id(), Charges.Intent.READ)
                .thenApplyAsync(outcome -> decisions.after(outcome, request, clientId, copy), loop);
    }

    private Caller caller(AccessRow visit) {
        if (visit.key() == null) {
            throw KeyState.unknown();
        }
        KeyState.check(visit.key().revokedAt(), visit.key().expiresAt());
        Caller caller = visit.key().caller();
        keyUse.note(caller.clientId(), caller.keyId());
        return caller;
    }
}
