package dev.farthing.ledger;

import java.util.function.Function;
import java.util.function.Supplier;

/** An outcome, or the reason why there is none yet. */
sealed interface ChargeResult {
    <T> T fold(Function<ChargeOutcome, T> settled, Supplier<T> expiryDue, Supplier<T> accountBusy);

    record Settled(ChargeOutcome outcome) implements ChargeResult {
        @Override
        public <T> T fold(Function<ChargeOutcome, T> settled, Supplier<T> expiryDue, Supplier<T> accountBusy) {
            return settled.apply(outcome);
        }
    }

    record ExpiryDue() implements ChargeResult {
        @Override
        public <T> T fold(Function<ChargeOutcome, T> settled, Supplier<T> expiryDue, Supplier<T> accountBusy) {
            return expiryDue.get();
        }
    }

    record AccountBusy() implements ChargeResult {
        @Override
        public <T> T fold(Function<ChargeOutcome, T> settled, Supplier<T> expiryDue, Supplier<T> accountBusy) {
            return accountBusy.get();
        }
    }
}
