/**
 * What every room answers with: problem+json and its catalogue, money on the wire, paging, parameters, ids; and how
 * a configuration that cannot work is refused ({@link dev.farthing.web.StartCheck}).
 *
 * <p>Boundary: knows no other room. Nothing here reads or writes the database.
 */
package dev.farthing.web;
