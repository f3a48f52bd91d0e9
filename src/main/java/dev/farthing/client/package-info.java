/**
 * Clients, their API keys, and the authentication of requests.
 *
 * <p>Boundary: holds no money. A client's balance is read from the ledger, for display only. Limits are stored here and enforced
 * by the ledger's charge, which reads them in its own statement.
 *
 * <p>Invariants: a key is shown once and stored as its SHA-256. A revoked or expired key buys and reads nothing from that moment
 * on, on every instance. For other calls a revocation takes effect at once on the instance that makes it; another instance may
 * accept the key from its cache for up to {@code farthing.client.key-cache} ({@link dev.farthing.client.KeyCache}). Without a
 * configured admin key there is no configured admin.
 */
package dev.farthing.client;
