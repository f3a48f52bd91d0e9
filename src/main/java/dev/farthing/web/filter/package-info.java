/** Filters in front of every endpoint: load shedding, request limits and encoding, origins, default cache headers. */
package dev.farthing.web.filter;
