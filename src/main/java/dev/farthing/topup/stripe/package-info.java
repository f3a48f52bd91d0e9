/**
 * Stripe Checkout: opens sessions, verifies events, reads the state of a payment, pays back.
 *
 * <p>Invariants: an event counts only with a valid signature; amounts are in Stripe's minor units at this boundary and in micros
 * behind it.
 */
package dev.farthing.topup.stripe;
