/**
 * Clients, their API keys, and who a request comes from.
 *
 * <p>Boundary: holds no money. A client's balance is asked of the ledger, for showing only. Limits stand here and are
 * kept by the ledger's charge, which reads them in the same statement.
 *
 * <p>Invariants: a key is shown once and stored as its SHA-256; a key that is revoked or expired opens nothing from that
 * moment on, on every instance, since no instance caches keys; without a configured admin key there is no admin.
 */
package dev.farthing.client;
