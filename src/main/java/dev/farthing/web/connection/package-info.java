/**
 * Limits of one connection, so that it takes no more than its share: the time to send a request and to read its answer,
 * places for requests, and memory for answers that it has not read.
 *
 * <p>Netty handlers beside Vert.x' own, because Vert.x calls an answer ended when it is buffered, and calls a connection
 * idle only if it sends nothing. All of a connection's state belongs to its event loop; {@link
 * dev.farthing.web.connection.Unsent} alone is shared.
 *
 * <p>Over HTTP/1.1 the next request waits until the answer before it has left ({@link dev.farthing.web.connection.Turns});
 * over HTTP/2 the announced number of streams is the bound ({@link dev.farthing.web.connection.Streams}).
 */
package dev.farthing.web.connection;
