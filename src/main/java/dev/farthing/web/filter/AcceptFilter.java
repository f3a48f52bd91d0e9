package dev.farthing.web.filter;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One Accept and one Accept-Language header without empty elements, or none. Several lines are one list and empty elements are ignored (RFC 9110, 5.6.1);
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
        tidy(headers, HttpHeaders.ACCEPT, AcceptFilter::ranges);
        tidy(headers, HttpHeaders.ACCEPT_LANGUAGE, lines -> String.join(",", elements(lines)));
        context.next();
    }

    private static void tidy(MultiMap headers, CharSequence name, Function<List<String>, String> rule) {
        if (headers.contains(name)) {
            List<String> lines = headers.getAll(name);
            String tidy = rule.apply(lines);
            if (tidy.isEmpty()) {
                headers.remove(name);
            } else if (lines.size() > 1 || !tidy.equals(lines.get(0))) {
                headers.set(name, tidy);
            }
        }
    }

    private static String ranges(List<String> lines) {
        List<String> elements = elements(lines);
        List<String> ranges = elements.size() < 2
                ? elements
                : elements.stream().filter(AcceptFilter::isRange).toList();
        return ranges.isEmpty() && !elements.isEmpty() ? elements.get(0) : String.join(",", ranges);
    }

    private static List<String> elements(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
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
