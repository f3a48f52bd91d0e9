package dev.farthing.web.filter;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Leaves to Vert.x' compressor what may be compressed, and completes the headers: a compressed answer has its own ETag, and every read
 * varies by Accept-Encoding.
 *
 * <p>Only reads are compressed. Keys and voucher codes are shown by calls that change something; beside text of the caller's choice, the
 * length of a compressed answer would give them away letter by letter.
 */
@ApplicationScoped
class Compression {
    /** Its work on the headers is the last, since they are completed in reverse order. */
    private static final int FIRST = 1_200;

    /** A shorter answer gains nothing: it fits into one packet either way. */
    private static final int LEAST_BYTES = 500;

    /** The one page to read with a secret, its link's signature, and a text of the caller's choice, the address to return to. */
    private static final String LINK = "/top-up";

    private static final String GZIP = "gzip";

    private final Compressor compressor = new Compressor();
    private final Set<String> types;

    Compression(@ConfigProperty(name = "quarkus.http.compress-media-types") Set<String> types) {
        this.types = types;
    }

    void install(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addHeadersEndHandler(sent -> complete(context));
                    context.next();
                },
                FIRST);
    }

    private void complete(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap headers = context.response().headers();
        boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
        if (reads) {
            vary(headers);
        }
        String coding = headers.get(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.contentEquals(HttpHeaders.IDENTITY)) {
            return;
        }
        boolean wanted = isGzipWanted(request);
        boolean hasContent = hasContent(context.response());
        if (reads
                && wanted
                && hasContent
                && isAllowed(headers)
                && !context.normalizedPath().equals(LINK)) {
            compress(request, headers);
        } else if (wanted && hasContent && request.method() != HttpMethod.HEAD) {
            // Keeps the compressor's hands off.
            headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        } else {
            headers.remove(HttpHeaders.CONTENT_ENCODING);
        }
    }

    private static void compress(HttpServerRequest request, MultiMap headers) {
        boolean head = request.method() == HttpMethod.HEAD;
        if (head) {
            headers.remove(HttpHeaders.CONTENT_LENGTH);
        }
        if (head || request.version() == HttpVersion.HTTP_2) {
            headers.set(HttpHeaders.CONTENT_ENCODING, GZIP);
        } else {
            // Here the compressor takes the header for work that is already done, and sets it itself.
            headers.remove(HttpHeaders.CONTENT_ENCODING);
        }
        String tag = headers.get(HttpHeaders.ETAG);
        if (tag != null && tag.endsWith("\"")) {
            headers.set(HttpHeaders.ETAG, tag.substring(0, tag.length() - 1) + "-gzip\"");
        }
    }

    private static void vary(MultiMap headers) {
        String vary = headers.get(HttpHeaders.VARY);
        headers.set(HttpHeaders.VARY, vary == null ? "Accept-Encoding" : vary + ", Accept-Encoding");
    }

    private boolean isGzipWanted(HttpServerRequest request) {
        List<String> lines = request.headers().getAll(HttpHeaders.ACCEPT_ENCODING);
        // HTTP/1.0 has no chunks, which the compressor makes.
        if (lines.isEmpty() || request.version() == HttpVersion.HTTP_1_0) {
            return false;
        }
        // The compressor reads the first line only over HTTP/2.
        return compressor.gzips(request.version() == HttpVersion.HTTP_2 ? lines.get(0) : String.join(",", lines));
    }

    private static boolean hasContent(HttpServerResponse response) {
        int status = response.getStatusCode();
        return status != 204 && status != 304 && !"0".equals(response.headers().get(HttpHeaders.CONTENT_LENGTH));
    }

    private boolean isAllowed(MultiMap headers) {
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return type != null
                && types.contains(type.split(";")[0].strip())
                && (length == null || Long.parseLong(length) >= LEAST_BYTES);
    }

    /** Decides as Vert.x' own. */
    private static final class Compressor extends HttpContentCompressor {
        Compressor() {
            super(StandardCompressionOptions.gzip());
        }

        boolean gzips(String acceptEncoding) {
            return GZIP.equals(determineEncoding(acceptEncoding));
        }
    }
}
