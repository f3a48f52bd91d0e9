/**
 * Top-ups: clients pay for credit at a payment processor.
 *
 * <p><b>Credit follows the processor's report.</b> A {@link dev.farthing.topup.TopUp} is an intent.
 * {@link dev.farthing.topup.Settlement} merges each {@link dev.farthing.topup.PaymentState} (from a signed event, or asked for by
 * {@link dev.farthing.topup.Reconciliation}) in one transaction: it locks the top-up, records the event, posts the entries and
 * moves the status. A browser that returns from a checkout proves nothing.
 *
 * <p><b>Any order, any number of times.</b> Merged sums only grow: paid stays paid, refunded and disputed sums never shrink, and
 * the entries posted are the difference to those sums. So events may repeat, come late or never, and race on two instances.
 *
 * <p>Invariants: one payment credits once ({@code payment_credits_once}: the payment's name is the entry's reference, and the
 * lock on the top-up serializes racing events); a status never goes back; credit is taken before it is paid back; an amount that
 * the processor cannot move exactly ({@link dev.farthing.topup.Processor#unitMicros}) is refused before a top-up opens.
 *
 * <p>A payment belongs to one client: the unique key is on client and payment, since no key may span clients. The checkout
 * carries client and top-up in data that the payer cannot change, and {@link dev.farthing.topup.Settlement} refuses a payment
 * whose checkout, amount or currency is not the top-up's.
 *
 * <p>Boundary: money moves only through {@code ledger}. The processors are the sub-rooms {@code sandbox} and {@code stripe},
 * which implement {@link dev.farthing.topup.Processor}; signed links are in {@code link}. This room knows none of the three.
 */
package dev.farthing.topup;
