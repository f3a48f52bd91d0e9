/**
 * Stripe Checkout: opens sessions, verifies events, reads payments, refunds.
 *
 * <p>Invariants: only events with a valid signature count; amounts are in Stripe's minor units at this boundary, in
 * micros inside.
 */
package dev.farthing.topup.stripe;
