/** Trace ids and OpenTelemetry spans. The lowest package: knows no other, not even {@code web}. */
package dev.farthing.web.trace;
