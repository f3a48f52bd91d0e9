package dev.farthing.audit;

import dev.farthing.ledger.IdempotencyKey;
import dev.farthing.web.AuditAction;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditTarget;
import dev.farthing.web.AuditedParts;
import dev.farthing.web.Caller;
import dev.farthing.web.Ids;
import dev.farthing.web.OffEventLoop;
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
 * Runs after the role check: a request refused for its role reaches only the response filter. Created before
 * configuration is read (at build time in a native image), so it holds none.
 */
final class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter, ReaderInterceptor {
    private static final String ATTEMPT = AuditFilter.class.getName();
    private static final String BODY = ATTEMPT + ".body";
    private static final int FORBIDDEN = 403;

    private final AuditTrail trail;
    private final SecurityIdentity identity;
    private final AuditAction action;
    private final String path;

    AuditFilter(AuditTrail trail, SecurityIdentity identity, AuditAction action, String path) {
        this.trail = trail;
        this.identity = identity;
        this.action = action;
        this.path = path;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = caller(request);
        if (caller != null && caller.isStaff()) {
            AttemptedAction attempt = attempt(caller, request);
            OffEventLoop.run(request, () -> {
                trail.recordAttempt(attempt);
                request.setProperty(ATTEMPT, attempt);
                request.setProperty(AuditedParts.class.getName(), parts(attempt));
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
        if (request.getProperty(ATTEMPT) instanceof AttemptedAction attempt) {
            OffEventLoop.run(request, () -> trail.recordOutcome(attempt, () -> outcome(attempt, request, response)));
        } else if (response.getStatus() == FORBIDDEN
                && authenticated(request) instanceof Caller caller
                && caller.isStaff()) {
            AttemptedAction attempt = attempt(caller, request);
            OffEventLoop.run(request, () -> trail.recordRefusal(attempt, () -> outcome(attempt, request, response)));
        }
    }

    private AuditedParts parts(AttemptedAction whole) {
        return (action, target) -> {
            AttemptedAction part = whole.part(action, action.target().id(target));
            trail.recordAttempt(part);
            return (status, code, details) -> trail.recordOutcome(part, () -> new Outcome(status, code, null, details));
        };
    }

    /** Null without a valid key: the endpoint decides whether it needs one. */
    private Caller caller(ContainerRequestContext request) {
        Object principal = authenticated(request);
        if (principal == null && request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            try {
                principal = identity.getPrincipal();
            } catch (AuthenticationFailedException invalidKey) {
                return null;
            }
        }
        return principal instanceof Caller caller ? caller : null;
    }

    private static Object authenticated(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal();
    }

    private AttemptedAction attempt(Caller caller, ContainerRequestContext request) {
        return new AttemptedAction(
                Ids.next(),
                action,
                caller,
                named(action.target(), request),
                request.getMethod(),
                path,
                reference(request),
                Sender.of(request),
                TraceIds.current());
    }

    private Outcome outcome(
            AttemptedAction attempt, ContainerRequestContext request, ContainerResponseContext response) {
        Object answer = response.getEntity();
        AuditedFields fields = new AuditedFields()
                .add(request.getProperty(BODY))
                .add(answer)
                .add("replayed", response.getHeaderString("Idempotency-Replayed"));
        if (action.target() != AuditTarget.ARTICLE) {
            fields.add(AuditTarget.ARTICLE.kind(), named(AuditTarget.ARTICLE, request));
        }
        String created = attempt.target() == null ? fields.removeCreated(action.target()) : null;
        String code = answer instanceof ProblemBody problem ? problem.error().code() : null;
        return new Outcome(response.getStatus(), code, created, fields.asMap());
    }

    private static String named(AuditTarget target, ContainerRequestContext request) {
        return target.id(request.getUriInfo().getPathParameters().getFirst(target.parameter()));
    }

    /** The ledger's reference for this key. */
    private static String reference(ContainerRequestContext request) {
        String key = request.getHeaderString("Idempotency-Key");
        return key != null && IdempotencyKey.isWellFormed(key) ? "key:" + key : null;
    }
}
