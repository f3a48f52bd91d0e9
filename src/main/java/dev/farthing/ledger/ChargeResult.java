package dev.farthing.ledger;

import java.util.function.Function;
import java.util.function.Supplier;

/** The result of one run of the charge statement: an outcome, or the reason why there is none yet. */
sealed interface ChargeResult {
    /** Exhaustive: a further case does not compile without its branch here. */
    <T> T fold(Function<ChargeOutcome, T> settled, Supplier<T> expiryDue, Supplier<T> accountBusy);

    record Settled(ChargeOutcome outcome) implements ChargeResult {
        @Override
        public <T> T fold(Function<ChargeOutcome, T> settled, Supplier<T> expiryDue, Supplier<T> accountBusy) {
            return settled.apply(outcome);
        }
    }

    /** Expired credit must be booked out first. */
    record ExpiryDue() implements ChargeResult {
        @Override
        public <T> T fold(Function<ChargeOutcome, T> settled, Supplier<T> expiryDue, Supplier<T> accountBusy) {
            return expiryDue.get();
        }
    }

    /** Another transaction holds the account's lock; only a charge that does not wait meets this. */
    record AccountBusy() implements ChargeResult {
        @Override
        public <T> T fold(Function<ChargeOutcome, T> settled, Supplier<T> expiryDue, Supplier<T> accountBusy) {
            return accountBusy.get();
        }
    }
}
