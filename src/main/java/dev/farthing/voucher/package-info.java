/**
 * Vouchers: an admin makes batches of codes, and clients redeem them for credit.
 *
 * <p>Invariants: a code credits once, ever; it is shown once and stored only as a SHA-256; a client's wrong guesses are
 * limited.
 *
 * <p>Boundary: money moves only through {@code ledger}; no room knows this one.
 */
package dev.farthing.voucher;
