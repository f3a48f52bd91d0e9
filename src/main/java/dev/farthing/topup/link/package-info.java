/**
 * Signed top-up links: the offer in a 402 and its pages.
 *
 * <p>Invariants: a link is signed, names article, amount and any client, expires, and is paid once for each client.
 */
package dev.farthing.topup.link;
