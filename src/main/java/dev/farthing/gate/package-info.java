/**
 * The gate: the paywall in front of priced articles.
 *
 * <p>{@link dev.farthing.gate.Priced} binds {@link dev.farthing.gate.GateFilter} to an endpoint. The filter runs one query (key,
 * article, ownership, terms), passes requests that need no payment, charges those that can pay, and answers all others with 402
 * and a way to pay.
 *
 * <p><b>No thread is blocked.</b> A request is suspended during a query and resumes on its event loop. Concurrent requests share a
 * statement ({@link dev.farthing.gate.AccessQuery}, and the ledger's charges). Longer work (a refund, rendering, a large text) runs
 * on a worker.
 *
 * <p><b>Only content is cached</b>, under its version ({@link dev.farthing.gate.ArticleCache}). On every request the
 * database decides whether the caller may read it, at what price, and whether the version is current; so nothing stale is served.
 *
 * <p>Order of refusals: 401, 404, 402. An unknown article is 404 for every caller, so the answer reveals nothing. A 402 changes
 * nothing. HEAD never charges.
 *
 * <p>Invariant: every charge is delivered or refunded ({@link dev.farthing.gate.Delivery}).
 */
package dev.farthing.gate;
