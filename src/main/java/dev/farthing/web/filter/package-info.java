/** Filters in front of every endpoint: load shedding, limits and encoding of requests, origins, default cache headers. */
package dev.farthing.web.filter;
