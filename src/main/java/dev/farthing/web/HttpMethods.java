package dev.farthing.web;

import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;

public final class HttpMethods {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private HttpMethods() {}

    /** Whether this is an endpoint that changes something. */
    public static boolean isWriting(Method endpoint) {
        return Arrays.stream(endpoint.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .anyMatch(verb -> verb != null && !SAFE.contains(verb.value()));
    }
}
