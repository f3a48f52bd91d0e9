package dev.farthing.gate;

import jakarta.ws.rs.core.Response;

/** What the gate decides about a request: it may {@linkplain AccessGranted pass}, or it is refused. */
sealed interface Decision permits AccessGranted, Decision.Refused {

    /** @param answer the 402 that the request is answered with instead */
    record Refused(Response answer) implements Decision {}
}
