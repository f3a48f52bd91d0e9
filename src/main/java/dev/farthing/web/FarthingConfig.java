package dev.farthing.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** What every room needs to know about this deployment. */
@ConfigMapping(prefix = "farthing")
public interface FarthingConfig {

    /** The address under which browsers and agents reach this service; links in answers start with it. */
    URI baseUrl();

    /** ISO 4217 code of the one currency the books are kept in. It never changes once money has moved. */
    @WithDefault("EUR")
    String currency();

    /** Largest request body; an article of 2 MB is a book. */
    @WithDefault("2M")
    MemorySize maxBodySize();

    /**
     * Requests in hand at once; the next is answered 503 at once. Measured (README): with so many in hand one instance sells 8,500
     * a second, 99 in 100 within 174 ms.
     */
    @WithDefault("1000")
    int maxRequests();

    /**
     * Of these, requests that hold a worker thread: everything but the reading of articles. Below {@code
     * quarkus.thread-pool.max-threads}, so that health is asked and answered on a thread that is free.
     */
    @WithDefault("256")
    int maxRequestsOnWorkers();

    /** An absolute link to {@code path}, which starts with a slash. */
    default String link(String path) {
        String base = baseUrl().toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
