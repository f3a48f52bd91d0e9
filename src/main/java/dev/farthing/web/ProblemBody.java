package dev.farthing.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * RFC 9457 problem details with a nested {@code error}, the shape of payment APIs.
 *
 * @param traceId finds the request in the log; for status 500 and above
 * @param extras further members, such as a 402's price and balance
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "field", "traceId"})
@RegisterForReflection
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String field,
        String traceId,
        @JsonIgnore Map<String, Object> extras,
        Error error) {

    public record Error(
            String code, @JsonProperty("doc_url") String docUrl, String message) {}

    @JsonAnyGetter
    public Map<String, Object> members() {
        return extras;
    }
}
