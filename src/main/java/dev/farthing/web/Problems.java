package dev.farthing.web;

import dev.farthing.web.trace.TraceIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Answers a refused request: problem+json, or a page with the same facts for a browser. */
@ApplicationScoped
public class Problems {
    public static final String PROBLEM_JSON = "application/problem+json";

    /** Of all our texts; an article has its own. */
    public static final String LANGUAGE = "en";

    private static final MediaType PROBLEM_TYPE = MediaType.valueOf(PROBLEM_JSON);

    private final FarthingConfig config;

    Problems(FarthingConfig config) {
        this.config = config;
    }

    /** @param accepted the Accept header's ranges, best first */
    public Response.ResponseBuilder answer(Problem problem, String instance, List<MediaType> accepted) {
        return answer(problem, instance, accepted, Map.of());
    }

    /** @param extras further members, in order */
    public Response.ResponseBuilder answer(
            Problem problem, String instance, List<MediaType> accepted, Map<String, Object> extras) {
        ProblemBody body = body(problem, instance, extras);
        boolean page = prefersHtml(accepted);
        Response.ResponseBuilder answer = Response.status(body.status())
                .type(page ? Html.TYPE : PROBLEM_TYPE)
                .entity(page ? ProblemPage.of(body) : body)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_LANGUAGE, LANGUAGE)
                .header(HttpHeaders.VARY, "Authorization, Accept, Origin");
        if (body.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge(problem));
        }
        if (problem.isPassing()) {
            answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfterS());
        }
        return answer;
    }

    /** For filters in front of JAX-RS. */
    public ProblemBody body(Problem problem, String instance, Map<String, Object> extras) {
        ProblemCode code = problem.code();
        String docUrl = docUrl(code);
        return new ProblemBody(
                docUrl,
                title(code.status()),
                code.status(),
                problem.getMessage(),
                instance,
                problem.field(),
                code.status() >= 500 ? TraceIds.current() : null,
                extras,
                new ProblemBody.Error(code.code(), docUrl, problem.getMessage()));
    }

    public String docUrl(ProblemCode code) {
        return config.link("/errors#" + code.anchor());
    }

    /** RFC 6750: names an error only when a key was sent. */
    private static String challenge(Problem problem) {
        String realm = "Bearer realm=\"farthing\"";
        return problem.code() == ProblemCode.AUTHENTICATION_REQUIRED ? realm : realm + ", error=\"invalid_token\"";
    }

    private static String title(int status) {
        return switch (status) {
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 422 -> "Unprocessable Content";
            case 431 -> "Request Header Fields Too Large";
            default -> Response.Status.fromStatusCode(status).getReasonPhrase();
        };
    }

    private static boolean prefersHtml(List<MediaType> accepted) {
        return ContentNegotiation.best(accepted, List.of(PROBLEM_TYPE, MediaType.APPLICATION_JSON_TYPE, Html.TYPE))
                == Html.TYPE;
    }
}
