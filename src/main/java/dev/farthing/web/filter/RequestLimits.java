package dev.farthing.web.filter;

import dev.farthing.web.AllowedMethods;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses on every path alike what has one right form and size: method, Host, headers that say one thing, length. */
@ApplicationScoped
class RequestLimits {
    /** Before {@link Origins} and Quarkus' CORS filter, which read one Origin and refuse unknown methods without a body. */
    private static final int BEFORE_CORS = 360;

    /** So that a browser app can read the refusal. */
    private static final int AFTER_CORS = LoadShedding.AFTER_CORS + 1;

    /** Supported by browsers and proxies. */
    private static final int LONGEST_ADDRESS = 8_000;

    /** Keys, conditions and traces need a fraction of this. */
    private static final int LARGEST_HEADERS = 16_000;

    /** A name or an address with its port. Others make an address that nobody can parse. */
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    /** Sent twice, they mean one thing to a proxy in front and another here. */
    private static final List<String> ONCE = List.of(
            "Host",
            "Authorization",
            "Content-Type",
            "Content-Length",
            "Origin",
            "Idempotency-Key",
            "If-Match",
            "Range");

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.OPTIONS,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE);

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final ProblemWriter writer;
    private final AllowedMethods allowed;

    RequestLimits(ProblemWriter writer, AllowedMethods allowed) {
        this.writer = writer;
        this.allowed = allowed;
    }

    void install(@Observes Filters filters) {
        filters.register(this::checkForm, BEFORE_CORS);
        filters.register(this::checkSize, AFTER_CORS);
    }

    private void checkForm(RoutingContext context) {
        HttpServerRequest request = context.request();
        Problem problem = formProblem(request);
        if (problem != null) {
            writer.answer(request, problem);
        } else if (!isAllowed(request.method(), context.normalizedPath())) {
            request.response().putHeader("Allow", allowedAt(context.normalizedPath()));
            writer.answer(request, Problem.ofStatus(405));
        } else {
            context.next();
        }
    }

    private static Problem formProblem(HttpServerRequest request) {
        if (request.version() == null) {
            return Problem.of(ProblemCode.MALFORMED_REQUEST, "This service speaks HTTP/1.0, HTTP/1.1 and HTTP/2.");
        }
        for (String name : ONCE) {
            if (request.headers().getAll(name).size() > 1) {
                return Problem.at(
                        ProblemCode.INVALID_PARAMETER, name, "The header " + name + " is sent more than once.");
            }
        }
        String host = request.getHeader("Host");
        return host == null || HOST.matcher(host).matches()
                ? null
                : Problem.at(ProblemCode.MALFORMED_REQUEST, "Host", "The Host header is not a host with its port.");
    }

    /** Quarkus' own endpoints answer any method; in dev mode its pages also post. */
    private static boolean isAllowed(HttpMethod method, String path) {
        return path.startsWith("/q/") && LaunchMode.current() != LaunchMode.DEVELOPMENT
                ? READING.contains(method)
                : METHODS.contains(method);
    }

    private String allowedAt(String path) {
        return path.startsWith("/q/") ? "GET, HEAD, OPTIONS" : allowed.at(path);
    }

    private void checkSize(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.uri().length() > LONGEST_ADDRESS) {
            writer.answer(
                    request,
                    Problem.of(
                            ProblemCode.URI_TOO_LONG,
                            "An address has at most " + LONGEST_ADDRESS + " characters here."));
        } else if (headerSize(request) > LARGEST_HEADERS) {
            writer.answer(
                    request,
                    Problem.of(
                            ProblemCode.HEADERS_TOO_LARGE,
                            "Headers have at most " + LARGEST_HEADERS + " characters here."));
        } else {
            context.next();
        }
    }

    private static int headerSize(HttpServerRequest request) {
        int size = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }
}
