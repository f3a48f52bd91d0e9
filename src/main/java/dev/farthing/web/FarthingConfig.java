package dev.farthing.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** The configuration that all rooms share. */
@ConfigMapping(prefix = "farthing")
public interface FarthingConfig {

    /** The public address of this service; links in answers start with it. */
    URI baseUrl();

    /** The currency of the books, an ISO 4217 code. Never changes once money has moved. */
    @WithDefault("EUR")
    String currency();

    /** Largest request body; an article of 2 MB is a book. */
    @WithDefault("2M")
    MemorySize maxBodySize();

    /** Requests in flight; the next one gets 503 at once. The benchmarks say what one instance sells with as many. */
    @WithDefault("1000")
    int maxRequests();

    /**
     * Of these, requests that hold a worker thread: all but article reads. Lower than {@code quarkus.thread-pool.max-threads}, so that
     * a thread is free for health.
     */
    @WithDefault("256")
    int maxRequestsOnWorkers();

    /** An absolute link to {@code path}, which starts with a slash. */
    default String link(String path) {
        String base = baseUrl().toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
