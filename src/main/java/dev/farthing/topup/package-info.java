/**
 * Credit comes in: top-ups, the signed links that lead to them, the processors that move the real money, vouchers.
 *
 * <p><b>Credit follows the processor's word.</b> A {@link dev.farthing.topup.TopUp} is an intent. What a processor says of its
 * payment (a {@link dev.farthing.topup.PaymentState}, from a signed event or asked for by
 * {@link dev.farthing.topup.Reconciliation}) is merged into it by {@link dev.farthing.topup.Settlement}, in one transaction that
 * locks the top-up, records the event, posts the entries and moves the status. A browser that comes back from a checkout
 * says nothing that counts.
 *
 * <p><b>Any order, any number of times.</b> What is merged only grows: paid stays paid, the sums paid back and disputed
 * never shrink. The books follow the difference to what they have. So events may come twice, late or never, and from two
 * instances at once.
 *
 * <p>Invariants: one payment credits once ({@code payment_credits_once}, the payment's name is the entry's reference; the
 * lock on the top-up keeps racing events in line); a status never goes back; credit is taken before it is paid back; a card
 * number is never stored or logged; a voucher credits once, ever ({@link dev.farthing.voucher.Vouchers}), and its code is stored as
 * its SHA-256 only.
 *
 * <p>A payment is one client's: the unique key is on client and payment, since no key may span clients. That a payment names
 * the client it was begun for is the processor's mapping: the checkout carries client and top-up in data that the payer cannot
 * change, and {@link dev.farthing.topup.Settlement} refuses a payment whose checkout, amount or currency is not the top-up's.
 *
 * <p>Boundary: money moves only through {@code ledger}; processors know nothing of it.
 */
package dev.farthing.topup;
