/**
 * HTTP that all rooms share: problems and their catalogue, money, paging, parameters, ids, the clock.
 *
 * <p>Boundary: knows no other room and runs no SQL.
 */
package dev.farthing.web;
