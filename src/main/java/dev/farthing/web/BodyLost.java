package dev.farthing.web;

import java.io.IOException;

/** The body ends before its end: the caller has disconnected, or does not keep to HTTP. No fault of the service. */
public final class BodyLost extends IOException {
    private static final long serialVersionUID = 1L;

    public BodyLost(IOException cause) {
        super(cause);
    }
}
