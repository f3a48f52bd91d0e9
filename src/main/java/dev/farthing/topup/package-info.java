/**
 * Top-ups: clients pay for credit at a payment processor.
 *
 * <p>Credit follows the processor's report: {@link dev.farthing.topup.Settlement} merges each {@link
 * dev.farthing.topup.PaymentState}, from a signed event or {@link dev.farthing.topup.Reconciliation}, in one
 * transaction that locks the top-up. A browser's return proves nothing.
 *
 * <p>Reports only raise sums (what disputes took and what they gave back are two), and entries post the difference, so events may repeat, come late or never, and race on
 * two instances.
 *
 * <p>Invariants: one payment credits once ({@code payment_credits_once}: its name is the entry's reference); a paid
 * status never goes back; credit is taken before this service pays it back; a won dispute gives back what it took, once
 * ({@code dispute_gives_back_what_it_took}); an amount that the processor cannot move
 * exactly ({@link dev.farthing.topup.Processor#unitMicros}) opens no top-up.
 *
 * <p>No key may span clients, so a payment is unique only within its client. The checkout therefore carries client and
 * top-up where the payer cannot change them, and Settlement refuses another checkout, amount or currency.
 *
 * <p>Boundary: money moves only through {@code ledger}. This room knows none of {@code sandbox}, {@code stripe} and
 * {@code link}.
 */
package dev.farthing.topup;
