/**
 * Checks of the configuration at the start, stricter in production. All errors are reported at once, each naming its
 * property. Rooms add {@link dev.farthing.web.start.ConfigCheck} beans.
 */
package dev.farthing.web.start;
