/** Trace ids in answers and log lines, and OpenTelemetry spans. The lowest package: it knows no other, not even {@code web}. */
package dev.farthing.web.trace;
