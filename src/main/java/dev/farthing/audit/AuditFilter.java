package dev.farthing.audit;

import dev.farthing.ledger.IdempotencyKey;
import dev.farthing.web.AuditAction;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditTarget;
import dev.farthing.web.Caller;
import dev.farthing.web.Ids;
import dev.farthing.web.Now;
import dev.farthing.web.ProblemBody;
import dev.farthing.web.trace.TraceIds;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/**
 * Writes what admins and publishers do at one endpoint: before it is done, and what became of it.
 *
 * <p>Runs after the roles have been checked, so whom they refuse reaches only the half that sees answers. Made before there is
 * any configuration, in a native image while it is built; so it holds no more than the way to the trail.
 */
final class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter, ReaderInterceptor {
    private static final String ACT = AuditFilter.class.getName();
    private static final String BODY = ACT + ".body";
    private static final int FORBIDDEN = 403;

    private final AuditTrail trail;
    private final SecurityIdentity identity;
    private final AuditAction act;
    private final String path;

    AuditFilter(AuditTrail trail, SecurityIdentity identity, AuditAction act, String path) {
        this.trail = trail;
        this.identity = identity;
        this.act = act;
        this.path = path;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = caller(request);
        if (caller != null && caller.isStaff()) {
            AttemptedAction begun = begun(caller, request);
            OffEventLoop.run(request, () -> {
                trail.begin(begun);
                request.setProperty(ACT, begun);
            });
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        if (body instanceof AuditDetails) {
            context.setProperty(BODY, body);
        }
        return body;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ACT) instanceof AttemptedAction begun) {
            OffEventLoop.run(request, () -> trail.end(begun, () -> outcome(begun, request, response)));
        } else if (response.getStatus() == FORBIDDEN && known(request) instanceof Caller caller && caller.isStaff()) {
            AttemptedAction refused = begun(caller, request);
            OffEventLoop.run(request, () -> trail.refused(refused, () -> outcome(refused, request, response)));
        }
    }

    /** Who it is, or null where no key was sent or none that is good: then the endpoint decides whether it needs one. */
    private Caller caller(ContainerRequestContext request) {
        Object known = known(request);
        if (known == null && request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            try {
                known = identity.getPrincipal();
            } catch (AuthenticationFailedException notGood) {
                return null;
            }
        }
        return known instanceof Caller caller ? caller : null;
    }

    /** Whom the check of the roles has found. */
    private static Object known(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal();
    }

    private AttemptedAction begun(Caller caller, ContainerRequestContext request) {
        return new AttemptedAction(
                Ids.next(),
                Now.micros(),
                act,
                caller,
                named(act.target(), request),
                request.getMethod(),
                path,
                reference(request),
                Sender.of(request),
                TraceIds.current());
    }

    private Outcome outcome(AttemptedAction begun, ContainerRequestContext request, ContainerResponseContext response) {
        AuditedFields details =
                new AuditedFields().with(request.getProperty(BODY)).with(response.getEntity());
        details.with("replayed", response.getHeaderString("Idempotency-Replayed"));
        if (act.target() != AuditTarget.ARTICLE) {
            details.with(AuditTarget.ARTICLE.kind(), named(AuditTarget.ARTICLE, request));
        }
        return new Outcome(
                Now.micros(),
                response.getStatus(),
                response.getEntity() instanceof ProblemBody problem
                        ? problem.error().code()
                        : null,
                begun.target() == null ? details.takeMade(act.target()) : null,
                details.kept());
    }

    private static String named(AuditTarget target, ContainerRequestContext request) {
        return target.id(request.getUriInfo().getPathParameters().getFirst(target.parameter()));
    }

    /** As the ledger has it. */
    private static String reference(ContainerRequestContext request) {
        String key = request.getHeaderString("Idempotency-Key");
        return key != null && IdempotencyKey.isWellFormed(key) ? "key:" + key : null;
    }
}
