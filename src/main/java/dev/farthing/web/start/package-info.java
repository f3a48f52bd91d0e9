/**
 * Checks of the configuration when the service starts: unknown names, impossible values, and in production missing or unsafe ones.
 * All errors are reported at once, each naming its property. Rooms add theirs as {@link dev.farthing.web.start.ConfigCheck} beans.
 */
package dev.farthing.web.start;
