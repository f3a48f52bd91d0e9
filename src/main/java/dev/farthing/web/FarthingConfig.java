package dev.farthing.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

@ConfigMapping(prefix = "farthing")
public interface FarthingConfig {

    /** Public: all links start with it. */
    URI baseUrl();

    /** ISO 4217. Never changes once money has moved. */
    @WithDefault("EUR")
    String currency();

    /** The largest request body; an article of 2 MB is a book. */
    @WithDefault("2M")
    MemorySize maxBodySize();

    /** Requests in flight; the next one gets 503 at once. */
    @WithDefault("1000")
    int maxRequests();

    /**
     * Of these, requests on a worker thread: all but article reads. Below {@code quarkus.thread-pool.max-threads}, so
     * that a thread is free for health.
     */
    @WithDefault("256")
    int maxRequestsOnWorkers();

    /** @param path starts with a slash */
    default String link(String path) {
        String base = baseUrl().toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
