/** Filters in front of every endpoint: load shedding, size and encoding of requests, origins, default cache headers. */
package dev.farthing.web.filter;
