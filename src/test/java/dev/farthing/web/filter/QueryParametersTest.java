package dev.farthing.web.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryParametersTest {

    static class Base {
        @QueryParam("cursor")
        String cursor;

        @HeaderParam("Range")
        String range;
    }

    static class Filter extends Base {
        @QueryParam("tag")
        Set<String> tags;

        @BeanParam
        Span span;
    }

    static class Span {
        @QueryParam("from")
        String from;
    }

    interface Resource {
        void call(
                @QueryParam("price") String price,
                @QueryParam("id") List<String> ids,
                @QueryParam("day") String[] days,
                @HeaderParam("If-Match") String tag,
                @BeanParam Filter filter,
                String body);
    }

    @Test
    void parametersOfMethodsAndTheirBeansAreFound() throws Exception {
        QueryParameters found = QueryParameters.of(Resource.class.getDeclaredMethods()[0]);

        assertEquals("cursor, day, from, id, price, tag", found.names());
        assertTrue(List.of("id", "day", "tag").stream().allMatch(found::mayRepeat));
        assertTrue(List.of("cursor", "from", "price").stream().noneMatch(found::mayRepeat));
        assertFalse(found.has("If-Match") || found.has("Price") || found.has(""));
    }
}
