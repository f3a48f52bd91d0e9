package dev.farthing.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.arc.All;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.channels.ClosedChannelException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps every exception to a problem, without internals. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

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
        return refused(problemOf(401), uri, headers);
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
        return refused(problemOf(403), uri, headers);
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
        Response.ResponseBuilder answer = problems.answer(problemOf(status), uri.getPath(), accepted(headers));
        if (status == 405) {
            answer.header(HttpHeaders.ALLOW, allowed.at(uri.getPath()));
        }
        return answer.build();
    }

    @ServerExceptionMapper
    Response failed(Throwable exception, UriInfo uri, HttpHeaders headers) {
        Optional<Problem> translated = translators.stream()
                .flatMap(translator -> translator.translate(exception).stream())
                .findFirst();
        if (translated.isPresent()) {
            return refused(translated.get(), uri, headers);
        }
        if (exception instanceof ClosedChannelException || exception.getCause() instanceof ClosedChannelException) {
            LOG.debugf("%s: the client disconnected", uri.getPath());
        } else {
            LOG.errorf(exception, "%s failed", uri.getPath());
        }
        return refused(problemOf(500), uri, headers);
    }

    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (RuntimeException unreadableAccept) {
            return List.of();
        }
    }

    private static Problem problemOf(int status) {
        return switch (status) {
            case 401 -> Problem.of(ProblemCode.AUTHENTICATION_REQUIRED, "This call needs an API key.");
            case 403 -> Problem.of(ProblemCode.FORBIDDEN, "The role of the API key does not permit this call.");
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "This address does not exist.");
            case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This address does not support this method.");
            case 406 -> Problem.of(ProblemCode.NOT_ACCEPTABLE, "None of the media types in Accept is available here.");
            case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "The body is larger than this service accepts.");
            case 414 -> Problem.of(ProblemCode.URI_TOO_LONG, "The address is longer than this service accepts.");
            case 415 ->
                Problem.of(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE, "This call does not accept a body of this Content-Type.");
            case 431 -> Problem.of(ProblemCode.HEADERS_TOO_LARGE, "The headers are larger than this service accepts.");
            default ->
                status < 500
                        ? Problem.of(ProblemCode.INVALID_PARAMETER, "The request is not valid.")
                        : Problem.of(ProblemCode.INTERNAL_ERROR, "The service failed to answer this request.");
        };
    }
}
