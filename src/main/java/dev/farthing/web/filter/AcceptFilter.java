package dev.farthing.web.filter;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;

/**
 * One Accept header without empty elements, or none. Several lines are one list and empty elements are ignored (RFC 9110, 5.6.1);
 * a list of nothing accepts everything (12.5.1). The parsers behind read the first line only, and throw on an empty element, and
 * on what is no media range: it is ignored beside a range, and alone refused.
 */
@ApplicationScoped
class AcceptFilter {
    /** Before any filter that writes a problem by Accept. */
    private static final int BEFORE_REFUSALS = 900;

    void install(@Observes Filters filters) {
        filters.register(AcceptFilter::tidy, BEFORE_REFUSALS);
    }

    private static void tidy(RoutingContext context) {
        MultiMap headers = context.request().headers();
        if (headers.contains(HttpHeaders.ACCEPT)) {
            List<String> lines = headers.getAll(HttpHeaders.ACCEPT);
            String tidy = tidy(lines);
            if (tidy.isEmpty()) {
                headers.remove(HttpHeaders.ACCEPT);
            } else if (lines.size() > 1 || !tidy.equals(lines.get(0))) {
                headers.set(HttpHeaders.ACCEPT, tidy);
            }
        }
        context.next();
    }

    private static String tidy(List<String> lines) {
        List<String> elements = lines.stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
        List<String> ranges = elements.size() < 2
                ? elements
                : elements.stream().filter(AcceptFilter::isRange).toList();
        return ranges.isEmpty() && !elements.isEmpty() ? elements.get(0) : String.join(",", ranges);
    }

    private static boolean isRange(String element) {
        try {
            MediaType.valueOf(element);
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
