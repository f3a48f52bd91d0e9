package dev.farthing.web.connection;

import dev.farthing.web.Answer;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.VertxHandler;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * HTTP/1.1: a pipelined request waits until the answer before it has left, and meanwhile nothing more is read. So a
 * connection has one answer in memory and one of the places for requests.
 */
final class Turns extends ChannelDuplexHandler implements Protocol {
    /** About what a parsed request takes in memory. */
    private static final int REQUEST_BYTES = 512;

    private final Connection connection;
    private final Patience patience;
    private final Unsent unsent;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private ChannelHandlerContext context;

    /** From a request's head to the end of its body. */
    private boolean receiving;

    /** From a request's head until its answer has left. */
    private boolean answering;

    /** The answer's end is written; the caller is to read. */
    private boolean answered;

    private Answer answer;
    private boolean passing;
    private long waitingBytes;
    private long bodyBytes;
    private long answerBytes;
    private int bodyTicks;
    private int unreadTicks;

    private Turns(Connection connection, Connections all) {
        this.connection = connection;
        this.patience = all.patience();
        this.unsent = all.unsent();
    }

    static Turns install(Connection connection, Connections all, ChannelPipeline pipeline) {
        Turns turns = new Turns(connection, all);
        pipeline.addBefore(pipeline.context(VertxHandler.class).name(), null, turns);
        return turns;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void begin(RoutingContext request, Answer answer) {
        if (!answering) {
            // The connection's first request, whose head came before this handler.
            receiving = true;
            answering = true;
        }
        this.answer = answer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (waiting.isEmpty() && mayPass(message)) {
            pass(message);
            return;
        }
        long bytes = bytes(message) + (message instanceof HttpRequest ? REQUEST_BYTES : 0);
        waiting.add(message);
        waitingBytes += bytes;
        unsent.take(connection, bytes);
        context.channel().config().setAutoRead(false);
    }

    private boolean mayPass(Object message) {
        return message != null && !(answering && message instanceof HttpRequest);
    }

    private void pass(Object message) {
        if (message instanceof HttpRequest) {
            connection.headRead();
            receiving = true;
            answering = true;
            bodyBytes = 0;
            bodyTicks = 0;
        }
        bodyBytes += bytes(message);
        if (message instanceof LastHttpContent) {
            connection.headRead();
            receiving = false;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            context.write(message, promise);
            return;
        }
        long bytes = bytes(message);
        boolean last = message instanceof LastHttpContent;
        answered |= last;
        answerBytes += message instanceof FileRegion file ? file.count() : bytes;
        if (bytes == 0 && !last) {
            context.write(message, promise);
            return;
        }
        unsent.take(connection, bytes);
        context.write(message, promise.unvoid().addListener(done -> {
            unsent.give(connection, bytes);
            if (last) {
                left();
            }
        }));
    }

    private void left() {
        answering = false;
        answered = false;
        answerBytes = 0;
        endAnswer();
        if (context.channel().isActive()) {
            passNext();
        }
    }

    private void endAnswer() {
        if (unreadTicks > 0) {
            unsent.answerLeft();
            unreadTicks = 0;
        }
        Answer over = answer;
        answer = null;
        if (over != null) {
            over.left();
        }
    }

    /** A loop, because an answer that leaves at once ends its turn inside of this. */
    private void passNext() {
        if (passing || waiting.isEmpty()) {
            return;
        }
        passing = true;
        // First, since Vert.x may stop reading again for the body that follows.
        context.channel().config().setAutoRead(true);
        while (mayPass(waiting.peek())) {
            while (mayPass(waiting.peek())) {
                pass(waiting.remove());
            }
            // Vert.x flushes only then.
            context.fireChannelReadComplete();
        }
        passing = false;
        if (waiting.isEmpty()) {
            unsent.give(connection, waitingBytes);
            waitingBytes = 0;
        } else {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        unsent.give(connection, waitingBytes);
        waitingBytes = 0;
        endAnswer();
        context.fireChannelInactive();
    }

    @Override
    public boolean atRest() {
        return !receiving && !answering;
    }

    @Override
    public void tick() {
        if (answered || answering && !context.channel().isWritable()) {
            if (unreadTicks++ == 0) {
                unsent.answerWaits();
            }
            if (patience.isOver(unreadTicks, answerBytes, unsent.isCrowded())) {
                connection.cut(Cut.UNREAD);
            }
        } else if (receiving && context.channel().config().isAutoRead() && patience.isOver(++bodyTicks, bodyBytes)) {
            connection.cut(Cut.BODY);
        }
    }

    private static long bytes(Object message) {
        return message instanceof HttpContent content ? content.content().readableBytes() : 0;
    }
}
