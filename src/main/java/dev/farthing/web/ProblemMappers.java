package dev.farthing.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.arc.All;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps every exception to a problem, without internals. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** As proxies count it. */
    private static final int CALLER_GONE = 499;

    private final Problems problems;
    private final AllowedMethods allowed;
    private final List<ExceptionTranslator> translators;

    ProblemMappers(Problems problems, AllowedMethods allowed, @All List<ExceptionTranslator> translators) {
        this.problems = problems;
        this.allowed = allowed;
        this.translators = translators;
    }

    @ServerExceptionMapper
    Response refused(Problem problem, UriInfo uri, HttpHeaders headers) {
        return problems.answer(problem, uri.getPath(), accepted(headers)).build();
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException missing, UriInfo uri, HttpHeaders headers) {
        return refused(Problem.ofStatus(401), uri, headers);
    }

    @ServerExceptionMapper
    Response authenticationFailed(AuthenticationFailedException failed, UriInfo uri, HttpHeaders headers) {
        Problem problem = failed.getCause() instanceof Problem cause
                ? cause
                : Problem.of(ProblemCode.INVALID_API_KEY, "The API key is not valid.");
        return refused(problem, uri, headers);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException denied, UriInfo uri, HttpHeaders headers) {
        return refused(Problem.ofStatus(403), uri, headers);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException violations, UriInfo uri, HttpHeaders headers) {
        ConstraintViolation<?> first = violations.getConstraintViolations().stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .orElseThrow();
        String field = null;
        for (Path.Node node : first.getPropertyPath()) {
            field = node.getName() == null ? field : node.getName();
        }
        return refused(
                Problem.at(ProblemCode.INVALID_FIELD, field, field + " " + first.getMessage() + "."), uri, headers);
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException json, UriInfo uri, HttpHeaders headers) {
        return refused(JsonProblems.of(json), uri, headers);
    }

    /** Replaces Quarkus' own mapper of this subtype, which shows class names. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException json, UriInfo uri, HttpHeaders headers) {
        return unreadable(json, uri, headers);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException exception, UriInfo uri, HttpHeaders headers) {
        Throwable cause = exception.getCause();
        if (cause instanceof JsonProcessingException json) {
            return unreadable(json, uri, headers);
        }
        if (cause instanceof Problem problem) {
            return refused(problem, uri, headers);
        }
        int status = exception.getResponse().getStatus();
        if (status < 400) {
            return exception.getResponse();
        }
        if (status >= 500) {
            LOG.errorf(exception, "%s failed", uri.getPath());
        }
        Response.ResponseBuilder answer = problems.answer(Problem.ofStatus(status), uri.getPath(), accepted(headers));
        if (status == 405) {
            answer.header(HttpHeaders.ALLOW, allowed.at(uri.getPath()));
        }
        return answer.build();
    }

    @ServerExceptionMapper
    Response failed(Throwable exception, UriInfo uri, HttpHeaders headers, HttpServerRequest request) {
        Optional<Problem> translated = translators.stream()
                .flatMap(translator -> translator.translate(exception).stream())
                .findFirst();
        if (translated.isPresent()) {
            return refused(translated.get(), uri, headers);
        }
        if (isGone(request.response()) && isTransport(exception)) {
            LOG.debugf("%s: the caller disconnected", uri.getPath());
            return nobodyReads();
        }
        LOG.errorf(exception, "%s failed", uri.getPath());
        return refused(Problem.ofStatus(500), uri, headers);
    }

    @ServerExceptionMapper
    Response bodyLost(BodyLost lost, UriInfo uri, HttpHeaders headers, HttpServerRequest request) {
        return isGone(request.response())
                ? nobodyReads()
                : refused(
                        Problem.at(ProblemCode.MALFORMED_REQUEST, "body", "The body cannot be read to its end."),
                        uri,
                        headers);
    }

    /** Without an entity, which cannot be written any more. The status is seen in metrics only. */
    private static Response nobodyReads() {
        return Response.status(CALLER_GONE).build();
    }

    /** Also when a filter has answered, as when a body does not arrive in time. */
    private static boolean isGone(HttpServerResponse response) {
        return response.closed() || response.ended();
    }

    private static boolean isTransport(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof VertxException) {
                return true;
            }
        }
        return false;
    }

    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (RuntimeException unreadableAccept) {
            return List.of();
        }
    }
}
