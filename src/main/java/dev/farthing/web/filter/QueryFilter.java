package dev.farthing.web.filter;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.List;

/**
 * Refuses query parameters that a call does not know, and those that say nothing or two things: a misspelled price must not
 * become the default price.
 */
final class QueryFilter implements ContainerRequestFilter {
    private final QueryParameters known;

    QueryFilter(QueryParameters known) {
        this.known = known;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.getUriInfo().getQueryParameters().forEach(this::check);
    }

    private void check(String name, List<String> values) {
        if (!known.has(name)) {
            String names = known.names();
            throw refused(
                    name,
                    names.isEmpty()
                            ? "This call has no query parameters."
                            : "This query parameter is unknown here; there are: " + names + ".");
        }
        if (values.size() > 1 && !known.mayRepeat(name)) {
            throw refused(name, name + " is sent more than once.");
        }
        if (values.stream().anyMatch(String::isBlank)) {
            throw refused(name, name + " is empty; give it a value, or leave it out.");
        }
    }

    private static Problem refused(String name, String detail) {
        return Problem.at(ProblemCode.INVALID_PARAMETER, name, detail);
    }
}
