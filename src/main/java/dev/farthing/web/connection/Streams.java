package dev.farthing.web.connection;

import dev.farthing.web.Answer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.ext.web.RoutingContext;

/**
 * HTTP/2: as many requests at once as announced. A stream that stalls is reset, since a proxy may carry other callers on
 * the same connection.
 */
final class Streams extends Http2ConnectionAdapter implements Protocol {
    private final Connection connection;
    private final Connections all;
    private final Http2ConnectionHandler handler;
    private final Http2Connection http2;
    private final ChannelHandlerContext context;
    private final Http2Connection.PropertyKey key;

    private Streams(
            Connection connection, Connections all, Http2ConnectionHandler handler, ChannelHandlerContext context) {
        this.connection = connection;
        this.all = all;
        this.handler = handler;
        this.http2 = handler.connection();
        this.context = context;
        this.key = http2.newKey();
    }

    static Streams install(
            Connection connection, Connections all, Http2ConnectionHandler handler, ChannelHandlerContext context) {
        Streams streams = new Streams(connection, all, handler, context);
        streams.http2.addListener(streams);
        // Netty refuses more only once the caller has acknowledged the announced number, which it need not do.
        streams.http2.remote().maxActiveStreams(all.streams());
        return streams;
    }

    @Override
    public void begin(RoutingContext request, Answer answer) {
        Http2Stream stream = http2.stream(request.request().streamId());
        if (stream == null) {
            answer.left();
        } else {
            exchange(stream).begin(request, answer);
        }
    }

    private Exchange exchange(Http2Stream stream) {
        Exchange exchange = stream.getProperty(key);
        if (exchange == null) {
            exchange = new Exchange(connection, all.unsent());
            stream.setProperty(key, exchange);
        }
        return exchange;
    }

    /** An early answer has left, although the caller may still send. */
    @Override
    public void onStreamHalfClosed(Http2Stream stream) {
        if (stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL) {
            exchange(stream).left();
        }
    }

    /** The answer's last frame is in the socket's hands, or the stream was reset. */
    @Override
    public void onStreamClosed(Http2Stream stream) {
        exchange(stream).left();
    }

    @Override
    public boolean atRest() {
        return http2.numActiveStreams() == 0;
    }

    @Override
    public void tick() {
        try {
            http2.forEachActiveStream(stream -> {
                tick(stream, exchange(stream));
                return true;
            });
        } catch (Http2Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void tick(Http2Stream stream, Exchange exchange) {
        Patience patience = all.patience();
        if (isToRead(stream, exchange)) {
            if (patience.isOver(
                    exchange.unread(), exchange.answerBytes(), all.unsent().isCrowded())) {
                cut(stream, Cut.UNREAD);
            }
        } else if (isToSend(stream) && patience.isOver(++exchange.bodyTicks, exchange.requestBytes())) {
            cut(stream, Cut.BODY);
        }
    }

    /** Also when nothing is written yet: a worker waits with its answer for the stream's window. */
    private boolean isToRead(Http2Stream stream, Exchange exchange) {
        return stream.state() != Http2Stream.State.HALF_CLOSED_LOCAL
                && (exchange.isAnswered() || !handler.encoder().flowController().isWritable(stream));
    }

    private boolean isToSend(Http2Stream stream) {
        return stream.state().remoteSideOpen()
                && handler.decoder().flowController().windowSize(stream) > 0;
    }

    private void cut(Http2Stream stream, Cut why) {
        if (context.channel().isWritable()) {
            all.count(why);
            handler.resetStream(context, stream.id(), Http2Error.CANCEL.code(), context.newPromise());
            context.flush();
        } else {
            connection.cut(why);
        }
    }
}
