package dev.farthing.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception that leaves a resource or a filter into a problem; nothing of the inside shows in it. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final Problems problems;
    private final AllowedMethods allowed;
    private final List<FaultReader> readers;

    ProblemMappers(Problems problems, AllowedMethods allowed, @All List<FaultReader> readers) {
        this.problems = problems;
        this.allowed = allowed;
        this.readers = readers;
    }

    @ServerExceptionMapper
    Response refused(Problem problem, UriInfo uri, HttpHeaders headers) {
        return problems.answer(problem, uri.getPath(), accepted(headers)).build();
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException missing, UriInfo uri, HttpHeaders headers) {
        return refused(Problem.of(ProblemCode.AUTHENTICATION_REQUIRED, "This call needs an API key."), uri, headers);
    }

    @ServerExceptionMapper
    Response authenticationFailed(AuthenticationFailedException failed, UriInfo uri, HttpHeaders headers) {
        Problem known = failed.getCause() instanceof Problem problem
                ? problem
                : Problem.of(ProblemCode.INVALID_API_KEY, "The API key is not valid.");
        return refused(known, uri, headers);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException denied, UriInfo uri, HttpHeaders headers) {
        return refused(Problem.of(ProblemCode.FORBIDDEN, "The key's role may not do this."), uri, headers);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException violations, UriInfo uri, HttpHeaders headers) {
        ConstraintViolation<?> first = violations.getConstraintViolations().stream()
                .min((a, b) -> a.getPropertyPath()
                        .toString()
                        .compareTo(b.getPropertyPath().toString()))
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
        return refused(problemOf(json), uri, headers);
    }

    /** Said again for this subtype, for which Quarkus has a mapper of its own that shows class names. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException json, UriInfo uri, HttpHeaders headers) {
        return unreadable(json, uri, headers);
    }

    @ServerExceptionMapper
    Response ofTheFramework(WebApplicationException exception, UriInfo uri, HttpHeaders headers) {
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
    Response failed(Throwable fault, UriInfo uri, HttpHeaders headers) {
        Optional<Problem> known =
                readers.stream().flatMap(reader -> reader.read(fault).stream()).findFirst();
        if (known.isPresent()) {
            return refused(known.get(), uri, headers);
        }
        if (fault instanceof ClosedChannelException || fault.getCause() instanceof ClosedChannelException) {
            LOG.debugf("%s: the client went away", uri.getPath());
        } else {
            LOG.errorf(fault, "%s failed", uri.getPath());
        }
        return refused(Problem.of(ProblemCode.INTERNAL_ERROR, "Something failed on our side."), uri, headers);
    }

    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (RuntimeException unreadableAccept) {
            return List.of();
        }
    }

    /** What Jackson could not read, said with the path of the field and without class names. */
    private static Problem problemOf(JsonProcessingException json) {
        if (json instanceof JsonMappingException mapping) {
            if (mapping.getCause() instanceof Problem problem) {
                return problem;
            }
            String field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            field = field.startsWith(".") ? field.substring(1) : field;
            if (json instanceof UnrecognizedPropertyException) {
                return Problem.at(ProblemCode.INVALID_FIELD, field, "There is no field '" + field + "' here.");
            }
            if (!field.isEmpty()) {
                return Problem.at(
                        ProblemCode.INVALID_FIELD, field, "The field '" + field + "' is missing or of the wrong type.");
            }
            return Problem.of(ProblemCode.INVALID_FIELD, "The body is not an object of the form this call takes.");
        }
        return Problem.of(
                ProblemCode.MALFORMED_JSON,
                json.getLocation() == null
                        ? "The body is not JSON."
                        : "The body is not JSON: look at line "
                                + json.getLocation().getLineNr() + ", column "
                                + json.getLocation().getColumnNr() + ".");
    }

    private static Problem problemOf(int status) {
        return switch (status) {
            case 401 -> Problem.of(ProblemCode.AUTHENTICATION_REQUIRED, "This call needs an API key.");
            case 403 -> Problem.of(ProblemCode.FORBIDDEN, "The key's role may not do this.");
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this address.");
            case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This address does not take this method.");
            case 406 -> Problem.of(ProblemCode.NOT_ACCEPTABLE, "No media type in Accept can be made here.");
            case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "The body is larger than this service takes.");
            case 414 -> Problem.of(ProblemCode.URI_TOO_LONG, "The address is longer than this service takes.");
            case 415 ->
                Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "This call does not take a body of this Content-Type.");
            case 431 -> Problem.of(ProblemCode.HEADERS_TOO_LARGE, "The headers are larger than this service takes.");
            default ->
                status < 500
                        ? Problem.of(ProblemCode.INVALID_PARAMETER, "The request cannot be read.")
                        : Problem.of(ProblemCode.INTERNAL_ERROR, "Something failed on our side.");
        };
    }
}
