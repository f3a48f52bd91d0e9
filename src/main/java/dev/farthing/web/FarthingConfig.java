package dev.farthing.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

@ConfigMapping(prefix = "farthing")
public interface FarthingConfig {

    /** Public: all links start with it. */
    URI baseUrl();

    /** ISO 4217. Never changes once money has moved. */
    @WithDefault("EUR")
    String currency();

    /** The shop's, of the IANA's list: in it a date without a time begins, and ends. */
    @WithDefault("UTC")
    String timeZone();

    /** The largest request body; an article of 2 MB is a book. */
    @WithDefault("2M")
    MemorySize maxBodySize();

    /** The largest export that {@code POST /v1/imports} takes. An instance holds one at a time in memory. */
    @WithDefault("32M")
    MemorySize maxImportSize();

    /** Requests in flight; the next one gets 503 at once. */
    @WithDefault("1000")
    int maxRequests();

    /**
     * Of these, requests on a worker thread: all but article reads. Below {@code quarkus.thread-pool.max-threads}, so
     * that a thread is free for health.
     */
    @WithDefault("256")
    int maxRequestsOnWorkers();

    /** From the first byte of a request to the end of its headers; then the connection is closed. */
    @WithDefault("PT10S")
    Duration headTimeout();

    /**
     * How long a caller may stall while it sends a body or reads an answer, in whole seconds; each 16 KB give it a
     * second more. Then the connection is closed, or the stream of HTTP/2 reset.
     */
    @WithDefault("PT30S")
    Duration stallTimeout();

    /**
     * Memory for answers that callers have not read yet, over all connections: an eighth of the heap if empty.
     * Beyond it, the connection with the most is closed.
     */
    Optional<MemorySize> maxUnsent();

    default ZoneId zone() {
        return ZoneId.of(timeZone());
    }

    /** @param path starts with a slash */
    default String link(String path) {
        String base = baseUrl().toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
