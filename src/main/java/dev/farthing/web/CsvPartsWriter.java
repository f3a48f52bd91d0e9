package dev.farthing.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends each part when the one before has left, without a thread in between. What goes wrong after the first part can be told by no
 * status: the connection or stream is closed without the document's end, which every client reports as a broken download.
 */
@Provider
@Produces(Csv.TYPE)
public class CsvPartsWriter implements ServerMessageBodyWriter<CsvParts> {
    /** For a part, and a second for each 16 KB of it, as for other answers; a caller that needs longer is gone. */
    private static final long PATIENCE_S = 30;

    private static final int BYTES_PER_S = 16 * 1024;

    /** Of a stream of HTTP/2; "no error", the default, could pass for a complete answer. */
    private static final long INTERNAL_ERROR = 2;

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType media) {
        return CsvParts.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return CsvParts.class.isAssignableFrom(type);
    }

    /** The answer goes on after this method and after the request's other work. */
    @Override
    public void writeResponse(CsvParts parts, Type generic, ServerRequestContext context) {
        parts.begin();
        HttpServerResponse response =
                ((ResteasyReactiveRequestContext) context).serverRequest().unwrap(HttpServerResponse.class);
        response.setChunked(true);
        new Sending(parts, response).next();
    }

    @Override
    public void writeTo(
            CsvParts parts,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream stream) {
        throw new UnsupportedOperationException("Parts are sent without a stream");
    }

    private record Sending(CsvParts parts, HttpServerResponse response) {

        void next() {
            parts.next().whenComplete((part, fault) -> {
                if (fault != null) {
                    end(false);
                } else if (part == null) {
                    end(true);
                } else {
                    write(part);
                }
            });
        }

        private void write(String part) {
            written(part)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_S + part.length() / BYTES_PER_S, TimeUnit.SECONDS)
                    .whenComplete((written, gone) -> {
                        if (gone == null) {
                            next();
                        } else {
                            end(false);
                        }
                    });
        }

        private Future<Void> written(String part) {
            try {
                return response.write(Buffer.buffer(part));
            } catch (IllegalStateException closed) {
                return Future.failedFuture(closed);
            }
        }

        private void end(boolean complete) {
            parts.ended(complete);
            if (complete) {
                response.end();
            } else {
                response.reset(INTERNAL_ERROR);
            }
        }
    }
}
