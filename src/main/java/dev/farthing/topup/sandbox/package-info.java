/**
 * The processor that moves no money: test cards, a checkout page, card transfers. For dev mode and tests; production
 * refuses it unless the configuration states that credit is free.
 *
 * <p>Invariant: only this room sees a card. A card number is never stored and never logged.
 */
package dev.farthing.topup.sandbox;
