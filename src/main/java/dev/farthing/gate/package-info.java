/**
 * The gate: what stands between a request and a priced article.
 *
 * <p>{@link dev.farthing.gate.Priced} binds {@link dev.farthing.gate.GateFilter} to an endpoint. The filter looks once
 * (one statement: the key, the article, ownership, the terms), passes what needs no money, charges what does, and answers
 * everything else with 402 and a way to pay.
 *
 * <p><b>No thread waits.</b> A request is put aside while the database is asked and goes on, on its event loop, when the answer is
 * there; what concurrent requests ask goes as one statement ({@link dev.farthing.gate.AccessQuery}, and the ledger's charges). What takes
 * longer (a refund, rendering, a large text) is done by a worker.
 *
 * <p><b>What is kept.</b> Only the texts of articles, ready to be sent, named by version ({@link dev.farthing.gate.ArticleCache}): who may
 * read them, at what price, and whether this is still the version, the database says each time. So nothing here is ever stale.
 *
 * <p>Order of refusals: 401, 404, 402. An unknown article is 404 whoever asks, so nothing is learned from asking; a 402
 * changes nothing. HEAD never charges.
 *
 * <p>Invariant: what was charged is delivered or refunded ({@link dev.farthing.gate.Delivery}).
 */
package dev.farthing.gate;
