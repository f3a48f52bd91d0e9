package dev.farthing.web;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** RFC 9110, 13.1.2. */
public final class ConditionalGet {
    private ConditionalGet() {}

    /**
     * A 304 when {@code If-None-Match} names the tag, else null. The RFC requires weak comparison: compressing proxies weaken tags.
     * {@code If-Match} has no meaning on a read.
     */
    public static Response.ResponseBuilder unchanged(HttpHeaders headers, EntityTag tag) {
        List<String> named = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        String current = "\"" + tag.getValue() + "\"";
        for (String line : named == null ? List.<String>of() : named) {
            for (String candidate : line.split(",")) {
                String strong = candidate.strip();
                strong = strong.startsWith("W/") ? strong.substring(2) : strong;
                if (strong.equals(current) || strong.equals("*")) {
                    return Response.notModified(tag);
                }
            }
        }
        return null;
    }
}
