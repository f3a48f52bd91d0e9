package dev.farthing.voucher;

import dev.farthing.web.AddressLimit;
import dev.farthing.web.CallerAddress;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Wrong codes by address, so that a new client brings no new guesses. */
@ApplicationScoped
class AddressGuesses {
    private final AddressLimit limit;
    private final CallerAddress caller;
    private final int most;

    AddressGuesses(VoucherConfig config, CallerAddress caller, Clock clock) {
        this.most = config.voucherGuessesPerAddress();
        this.limit = new AddressLimit(most, config.voucherGuessWindow(), clock);
        this.caller = caller;
    }

    /** Returns 0, or the seconds to wait. */
    int take(String network) {
        return limit.take(network);
    }

    /**
     * Counts {@code redemption} before it runs, so that concurrent guesses cannot exceed the limit.
     *
     * @throws Problem {@code too_many_guesses}
     */
    <T> T count(Supplier<T> redemption, Predicate<T> isGuess) {
        String network = caller.network();
        int waitS = limit.hold(network);
        if (waitS > 0) {
            throw Problem.later(
                    ProblemCode.TOO_MANY_GUESSES,
                    waitS,
                    "Your address has sent " + most
                            + " voucher codes that were wrong or are still being checked; try again in " + waitS
                            + " seconds.");
        }
        boolean guess = false;
        try {
            T outcome = redemption.get();
            guess = isGuess.test(outcome);
            return outcome;
        } finally {
            if (guess) {
                limit.takeHeld(network);
            } else {
                limit.giveBack(network);
            }
        }
    }
}
