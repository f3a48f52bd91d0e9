/**
 * Stripe Checkout.
 *
 * <p>Invariants: only signed events count; amounts are in Stripe's minor units at this boundary, in micros inside.
 */
package dev.farthing.topup.stripe;
