/**
 * The gate: the paywall in front of priced articles.
 *
 * <p>{@link dev.farthing.gate.Priced} binds {@link dev.farthing.gate.GateFilter} to an endpoint: one query (key, article,
 * ownership, terms), then pass, charge and pass, or 402 with a way to pay.
 *
 * <p>No thread is blocked: longer work (a refund, rendering, a large text) runs on a worker.
 *
 * <p>Order of refusals: 401, 404, 402. An unknown article is 404 for every caller, so the answer reveals nothing. A 402 changes
 * nothing. HEAD never charges.
 *
 * <p>Invariant: every charge is delivered or refunded, or its purchase stands ({@link dev.farthing.gate.Delivery}).
 */
package dev.farthing.gate;
