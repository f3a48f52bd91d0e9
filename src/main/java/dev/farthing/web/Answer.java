package dev.farthing.web;

import io.vertx.ext.web.RoutingContext;

/**
 * Tells when a request's answer has left for the caller, which is later than written: what a caller does not read waits
 * in memory. Used on the connection's event loop only.
 */
public final class Answer {
    private static final String KEY = Answer.class.getName();

    private Runnable next = () -> {};
    private boolean left;

    public static Answer of(RoutingContext context) {
        Answer answer = context.get(KEY);
        if (answer == null) {
            answer = new Answer();
            context.put(KEY, answer);
        }
        return answer;
    }

    /** Runs once: when the answer is in the socket's hands, or cannot be sent any more. */
    public void whenLeft(Runnable work) {
        if (left) {
            work.run();
            return;
        }
        Runnable before = next;
        next = () -> {
            before.run();
            work.run();
        };
    }

    public void left() {
        if (!left) {
            left = true;
            next.run();
        }
    }
}
