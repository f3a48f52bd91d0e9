/**
 * Vouchers: an admin makes a batch of codes, and a client redeems a code for promotional credit.
 *
 * <p>Invariants: a code credits once, ever; the database stores its SHA-256 only, and the codes are shown once; a client has a
 * bounded number of wrong guesses ({@link dev.farthing.voucher.VoucherGuesses}).
 *
 * <p>Boundary: money moves only through {@code ledger}; no room knows this one.
 */
package dev.farthing.voucher;
