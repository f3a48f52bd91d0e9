/**
 * The gate: what stands between a request and a priced article.
 *
 * <p>{@link dev.farthing.gate.Priced} binds {@link dev.farthing.gate.GateFilter} to an endpoint. The filter looks once
 * (one statement: the key, the article, ownership, the terms), passes what needs no money, charges what does, and answers
 * everything else with 402 and a way to pay.
 *
 * <p>Order of refusals: 401, 404, 402. An unknown article is 404 whoever asks, so nothing is learned from asking; a 402
 * changes nothing. HEAD never charges.
 *
 * <p>Invariant: what was charged is delivered or refunded ({@link dev.farthing.gate.Delivery}).
 */
package dev.farthing.gate;
