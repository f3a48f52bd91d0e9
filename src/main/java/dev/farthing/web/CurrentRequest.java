package dev.farthing.web;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** The request that this thread works for. */
public final class CurrentRequest {
    private CurrentRequest() {}

    static Object property(String name) {
        return CurrentRequestManager.get().getProperty(name);
    }

    /** Runs {@code work} when the request is over, however it ends. */
    public static void atEnd(Runnable work) {
        CurrentRequestManager.get().registerCompletionCallback(fault -> work.run());
    }
}
