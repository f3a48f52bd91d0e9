/**
 * Vouchers: an admin makes a batch of codes, and a client redeems a code for credit.
 *
 * <p>Invariants: a code credits once, ever; codes are shown once, and the database stores only their SHA-256; a client has a
 * limited number of wrong guesses ({@link dev.farthing.voucher.VoucherGuesses}).
 *
 * <p>Boundary: money moves only through {@code ledger}; no room knows this one.
 */
package dev.farthing.voucher;
