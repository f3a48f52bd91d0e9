package dev.farthing.web.trace;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Gives every request a trace id for log and traces: that of the caller's {@code traceparent}, else a random one.
 * Neither secret nor proof.
 *
 * <p>With tracing on, OpenTelemetry has already set its own.
 */
@ApplicationScoped
public class TraceIds {
    /** OpenTelemetry's name in the log. */
    private static final String KEY = "traceId";

    /** Before any filter that refuses requests. */
    private static final int FIRST = 1_000;

    /** W3C Trace Context; ignores what later versions append. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private static final HexFormat HEX = HexFormat.of();

    void onRoutes(@Observes Filters filters) {
        filters.register(TraceIds::begin, FIRST);
    }

    /** Null outside of a request. */
    public static String current() {
        Object id = MDC.get(KEY);
        return id == null ? null : id.toString();
    }

    /** Gives a job's run its own id in the log. */
    public static void beginJob() {
        put(null);
    }

    private static void begin(RoutingContext routing) {
        put(routing.request().getHeader("traceparent"));
        routing.next();
    }

    private static void put(String traceparent) {
        if (MDC.get(KEY) == null) {
            MDC.put(KEY, of(traceparent));
        }
    }

    /** Random when the header is absent or invalid. */
    static String of(String traceparent) {
        if (traceparent != null) {
            Matcher parts = TRACEPARENT.matcher(traceparent);
            if (parts.matches()) {
                return parts.group(1);
            }
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // An id of zeros is invalid.
        return HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextLong());
    }
}
