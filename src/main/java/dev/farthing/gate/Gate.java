package dev.farthing.gate;

import dev.farthing.client.Authenticator;
import dev.farthing.client.Credentials;
import dev.farthing.ledger.Charges;
import dev.farthing.ledger.Eligibility;
import dev.farthing.web.Caller;
import dev.farthing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The paywall: pass, charge and pass, or 402. Never blocks. */
@ApplicationScoped
class Gate {
    private final Authenticator authenticator;
    private final AccessQuery accessQuery;
    private final Charges charges;
    private final Decisions decisions;

    Gate(Authenticator authenticator, AccessQuery accessQuery, Charges charges, Decisions decisions) {
        this.authenticator = authenticator;
        this.accessQuery = accessQuery;
        this.charges = charges;
        this.decisions = decisions;
    }

    /**
     * Throws or fails with a {@link Problem}: 401 for a bad key, 404 for an article that does not exist for this caller.
     *
     * @param loop completes the decision, also a failed one
     */
    CompletionStage<Decision> decide(ContainerRequestContext request, ArticleFormat format, Executor loop) {
        Credentials credentials = authenticator.read(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        return onLoop(accessQuery.find(credentials.key(), slug(request), credentials.admin() != null, format), loop)
                .thenCompose(row -> decide(request, row, authenticator.caller(credentials, row.key()), loop));
    }

    private CompletionStage<Decision> decide(
            ContainerRequestContext request, AccessRow row, Caller caller, Executor loop) {
        boolean staff = caller != null && caller.isStaff();
        ArticleVersion article = row.article();
        if (article == null || !(staff || row.terms() == Eligibility.OWNED || row.onSale())) {
            throw Decisions.notFound(slug(request));
        }
        UUID clientId = caller == null ? null : caller.clientId();
        if (staff || row.terms() == Eligibility.OWNED || row.terms() == Eligibility.FREE) {
            return CompletableFuture.completedStage(decisions.pass(article, clientId, row.balanceMicros()));
        }
        Quote quote = new Quote(clientId, article.head(), row.priceMicros(), row.balanceMicros());
        if (row.terms() != Eligibility.CHARGE) {
            return CompletableFuture.completedStage(decisions.refuse(row.terms(), request, quote));
        } else if (request.getMethod().equals("HEAD")) {
            return CompletableFuture.completedStage(decisions.refuseHead(request, quote));
        }
        return onLoop(charges.begin(clientId, article.head().id(), Charges.Intent.READ), loop)
                .thenApply(outcome -> decisions.after(outcome, request, clientId, article));
    }

    /** Exceptions included: the completing thread serves all requests of its batch. */
    static <T> CompletableFuture<T> onLoop(CompletableFuture<T> answer, Executor loop) {
        return answer.handleAsync(
                (result, fault) -> {
                    if (fault != null) {
                        throw fault instanceof CompletionException wrapped ? wrapped : new CompletionException(fault);
                    }
                    return result;
                },
                loop);
    }

    private static String slug(ContainerRequestContext request) {
        return request.getUriInfo().getPathParameters().getFirst("slug");
    }
}
