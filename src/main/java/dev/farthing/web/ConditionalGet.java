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
        List<String> lines = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        if (lines == null) {
            return null;
        }
        // As it is named, so that a cache finds the stored answer that it stands for.
        return EntityTags.in(lines)
                .filter(named -> named.value().equals(tag.getValue()))
                .findFirst()
                .map(named -> Response.notModified(new EntityTag(named.marked())))
                .orElse(EntityTags.areAny(lines) ? Response.notModified(tag) : null);
    }
}
