/**
 * What every room answers with: problem+json and its catalogue, money on the wire, paging, parameters, ids; and how
 * a configuration that cannot work is refused ({@link dev.farthing.web.start.ConfigCheck}). Also what stands before all rooms:
 * how many requests are let in, what is refused before any endpoint sees it, their trace ids and traces; and what the rooms say for the trail of acts.
 *
 * <p>Boundary: knows no other room. Nothing here reads or writes the database; connections that are lost are let go of here.
 */
package dev.farthing.web;
