package dev.farthing.web.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.web.Html;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemBody;
import dev.farthing.web.ProblemPage;
import dev.farthing.web.Problems;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes problems in front of JAX-RS, on the event loop. */
@ApplicationScoped
class ProblemWriter {
    /** Empty elements are allowed (RFC 9110, 5.6.1). */
    private static final Pattern PAGE_FIRST = Pattern.compile("[\\s,]*text/html\\b", Pattern.CASE_INSENSITIVE);

    private final Problems problems;
    private final ObjectMapper json;

    ProblemWriter(Problems problems, ObjectMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /** Completes when the answer is sent. */
    Future<Void> answer(HttpServerRequest request, Problem problem) {
        RequestMeters.unmatched(request);
        HttpServerResponse response = request.response();
        response.setStatusCode(problem.code().status())
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Language", Problems.LANGUAGE)
                .putHeader("Content-Encoding", "identity")
                .putHeader("Vary", "Authorization, Accept, Origin");
        if (problem.isPassing()) {
            response.putHeader("Retry-After", Integer.toString(problem.retryAfterS()));
        }
        if (hasBody(request) && request.version() != HttpVersion.HTTP_2) {
            // The rest of the body precedes the next request; in HTTP/2 only the stream ends.
            response.putHeader("Connection", "close");
        }
        boolean page = isBrowser(request);
        response.putHeader("Content-Type", page ? Html.TYPE.toString() : Problems.PROBLEM_JSON);
        AnswerHeaders.secure(response.headers(), request.path());
        // A request that the decoder refused has no path.
        String path = request.decoderResult().isSuccess() ? request.path() : null;
        ProblemBody body = problems.body(problem, path, Map.of());
        return response.end(page ? ProblemPage.of(body) : text(body));
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding") || length != null && !length.equals("0");
    }

    /** Cheaper than content negotiation: browsers name text/html first. */
    private static boolean isBrowser(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && PAGE_FIRST.matcher(accept).lookingAt();
    }

    private String text(ProblemBody body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
