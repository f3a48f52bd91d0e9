/**
 * Clients, their API keys, and the authentication of requests.
 *
 * <p>Boundary: holds no money. Reads balances from the ledger for display only. Stores limits; the ledger's charge
 * reads and enforces them in its own statement.
 *
 * <p>Invariants: a key is shown once and stored as its SHA-256. A revoked or expired key buys and reads nothing from
 * that moment, on every instance: the gate's query reads the key. Other calls may accept it from another instance's
 * cache ({@link dev.farthing.client.KeyCache}).
 */
package dev.farthing.client;
