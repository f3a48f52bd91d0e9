/**
 * The processor that moves no money, for dev mode and tests; production refuses it unless the configuration states that
 * credit is free.
 *
 * <p>Invariant: only this room sees a card, and no card number is stored or logged.
 */
package dev.farthing.topup.sandbox;
