/** Trace ids in answers and log lines, and OpenTelemetry spans. Below all other rooms: it knows none of them, not even {@code web}. */
package dev.farthing.web.trace;
