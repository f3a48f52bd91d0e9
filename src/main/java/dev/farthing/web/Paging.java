package dev.farthing.web;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

public class Paging {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    @QueryParam("limit")
    @Parameter(
            description = "Rows on a page, 1 to 100",
            schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "100", defaultValue = "20"))
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "'next' of the previous page")
    String cursor;

    /** Of a part of an export; 0 where the parameter counts. */
    private int rows;

    /**
     * 1 to 100; 20 by default.
     *
     * @throws Problem {@code invalid_parameter}
     */
    public int limit() {
        if (rows > 0) {
            return rows;
        }
        return limit == null ? DEFAULT_LIMIT : parsedLimit();
    }

    private int parsedLimit() {
        int wanted = limit.matches("\\d{1,6}") ? Integer.parseInt(limit) : 0;
        if (wanted < 1 || wanted > MAX_LIMIT) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "limit",
                    "limit must be a whole number from 1 to " + MAX_LIMIT + ".");
        }
        return wanted;
    }

    /** This page with as many rows, whatever the parameter says. */
    public Paging of(int rows) {
        return after(cursor, rows);
    }

    /** @param next of the page before */
    public Paging after(String next, int rows) {
        Paging following = new Paging();
        following.cursor = next;
        following.rows = rows;
        return following;
    }

    public boolean limited() {
        return limit != null;
    }

    public Cursor cursor(String listing, int keys) {
        return Cursor.decode(cursor, listing, keys);
    }

    /** With {@code Link: rel="next"} when another page follows. */
    public static Response.ResponseBuilder answer(Page<?> page, UriInfo uri) {
        Response.ResponseBuilder answer = Response.ok(page);
        if (page.next() != null) {
            String next = uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", page.next())
                    .build()
                    .toString();
            // Without the origin, which a proxy may have changed.
            String path = next.substring(next.indexOf('/', next.indexOf("//") + 2));
            answer.header(HttpHeaders.LINK, "<" + path + ">; rel=\"next\"");
        }
        return answer;
    }
}
