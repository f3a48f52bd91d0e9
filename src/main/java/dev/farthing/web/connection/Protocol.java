package dev.farthing.web.connection;

import dev.farthing.web.Answer;
import io.vertx.ext.web.RoutingContext;

sealed interface Protocol permits Turns, Streams {

    void begin(RoutingContext context, Answer answer);

    boolean atRest();

    /** Once a second: cuts what keeps this instance waiting for too long. */
    void tick();
}
