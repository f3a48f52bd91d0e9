package dev.farthing.web;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The two parameters of every listing. */
public class Paging {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    @QueryParam("limit")
    @Parameter(
            description = "Rows on a page, 1 to 100",
            schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "100", defaultValue = "20"))
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "The 'next' of the page before")
    String cursor;

    /**
     * Rows asked for, 1 to 100; 20 where nothing is said.
     *
     * @throws Problem {@code invalid_parameter}
     */
    public int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        int rows = limit.matches("\\d{1,6}") ? Integer.parseInt(limit) : 0;
        if (rows < 1 || rows > MAX_LIMIT) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER, "limit", "limit is a whole number from 1 to " + MAX_LIMIT + ".");
        }
        return rows;
    }

    /** Whether the caller said a limit. */
    public boolean limited() {
        return limit != null;
    }

    public Cursor cursor(String listing, int keys) {
        return Cursor.decode(cursor, listing, keys);
    }

    /** A 200 with the page, and {@code Link: rel="next"} where there is one. */
    public static Response.ResponseBuilder answer(Page<?> page, UriInfo uri) {
        Response.ResponseBuilder answer = Response.ok(page);
        if (page.next() != null) {
            String next = uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", page.next())
                    .build()
                    .toString();
            // Relative to the origin, so that the link is right behind any proxy.
            String path = next.substring(next.indexOf('/', next.indexOf("//") + 2));
            answer.header(HttpHeaders.LINK, "<" + path + ">; rel=\"next\"");
        }
        return answer;
    }
}
