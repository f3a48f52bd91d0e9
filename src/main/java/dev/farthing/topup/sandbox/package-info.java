/**
 * The processor that moves no money: test cards, a checkout page, card transfers. For dev mode and tests; production refuses it
 * unless configuration says in plain words that credit is free.
 *
 * <p>Invariant: the only room that sees a card. A card number is neither stored nor logged.
 */
package dev.farthing.topup.sandbox;
