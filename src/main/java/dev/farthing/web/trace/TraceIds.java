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
 * Gives every request a trace id, by which its answer is found in the log and, where tracing is on, among the traces: the caller's
 * {@code traceparent}, else a random one. It is no secret and no proof of anything.
 *
 * <p>Where tracing is on, OpenTelemetry has put its own there first. Otherwise it costs no more than this class does.
 */
@ApplicationScoped
public class TraceIds {
    /** As OpenTelemetry calls it in the log. */
    private static final String KEY = "traceId";

    /** Before everything that can refuse a request. */
    private static final int FIRST = 1_000;

    /** W3C Trace Context; what later versions append is not for us. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private static final HexFormat HEX = HexFormat.of();

    void onRoutes(@Observes Filters filters) {
        filters.register(TraceIds::begin, FIRST);
    }

    /** The id of the request that this thread works for, or null outside of one. */
    public static String current() {
        Object id = MDC.get(KEY);
        return id == null ? null : id.toString();
    }

    /** Gives a job's run an id of its own, for the lines it writes. */
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

    /** The trace id of a header, or a random one where there is none that can be read. */
    static String of(String traceparent) {
        if (traceparent != null) {
            Matcher parts = TRACEPARENT.matcher(traceparent);
            if (parts.matches()) {
                return parts.group(1);
            }
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // Not all zeros, which would be no id.
        return HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextLong());
    }
}
