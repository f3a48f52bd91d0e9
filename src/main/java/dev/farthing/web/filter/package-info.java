/** Filters in front of every endpoint: load shedding, request limits and form, origins, and the headers of every answer. */
package dev.farthing.web.filter;
