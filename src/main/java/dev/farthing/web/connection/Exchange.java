package dev.farthing.web.connection;

import dev.farthing.web.Answer;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** A request and its answer on a stream of HTTP/2. */
final class Exchange {
    /** About what a stream takes in memory beside the answer's body. */
    private static final int STREAM_BYTES = 2048;

    int bodyTicks;

    private final Connection connection;
    private final Unsent unsent;
    private RoutingContext context;
    private Answer answer;
    private volatile boolean whole;
    private int unreadTicks;
    private boolean over;
    private long owed;

    Exchange(Connection connection, Unsent unsent) {
        this.connection = connection;
        this.unsent = unsent;
    }

    void begin(RoutingContext context, Answer answer) {
        this.context = context;
        this.answer = answer;
        HttpServerResponse response = context.response();
        // A worker writes no more than fits and waits with the rest; the event loop cannot wait.
        context.addHeadersEndHandler(head -> whole = response.ended() || Context.isOnEventLoopThread());
        context.addBodyEndHandler(body -> connection.execute(() -> owe(whole ? response.bytesWritten() : 0)));
    }

    private void owe(long bytes) {
        if (!over) {
            owed = STREAM_BYTES + bytes;
            unsent.takeShare(connection, owed);
        }
    }

    /** One more tick in which the caller did not read. */
    int unread() {
        if (unreadTicks == 0) {
            unsent.answerWaits();
        }
        return ++unreadTicks;
    }

    void left() {
        if (over) {
            return;
        }
        over = true;
        unsent.give(connection, owed);
        if (unreadTicks > 0) {
            unsent.answerLeft();
        }
        if (answer != null) {
            answer.left();
        }
    }

    boolean isAnswered() {
        return context != null && context.response().ended();
    }

    long answerBytes() {
        return context == null ? 0 : context.response().bytesWritten();
    }

    long requestBytes() {
        return context == null ? 0 : context.request().bytesRead();
    }
}
