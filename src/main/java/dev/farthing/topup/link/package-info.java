/**
 * Signed top-up links: the offer in a 402, and the pages between a 402 and the checkout.
 *
 * <p>Invariants: a link is signed, names article, amount and (if there is one) client, expires, and starts one top-up however
 * often it is used.
 */
package dev.farthing.topup.link;
