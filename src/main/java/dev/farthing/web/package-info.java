/**
 * The parts of HTTP that all rooms share: problem+json and its catalogue, money on the wire, paging, parameters, ids, the clock. The
 * sub-rooms: {@code filter} in front of every endpoint, {@code openapi}, {@code start} with the configuration checks, {@code trace}.
 *
 * <p>Boundary: knows no other room and no database.
 */
package dev.farthing.web;
