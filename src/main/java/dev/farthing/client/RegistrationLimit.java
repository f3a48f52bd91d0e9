package dev.farthing.client;

import dev.farthing.web.AddressLimit;
import dev.farthing.web.CallerAddress;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Clients that an address may create where registration is open. */
@ApplicationScoped
class RegistrationLimit {
    private final AddressLimit limit;
    private final CallerAddress caller;
    private final int most;

    RegistrationLimit(ClientConfig config, CallerAddress caller, Clock clock) {
        this.most = config.registrationLimit();
        this.limit = new AddressLimit(most, config.registrationWindow(), clock);
        this.caller = caller;
    }

    /**
     * @param exempt counted, but not refused
     * @throws Problem {@code too_many_registrations}
     */
    void take(boolean exempt) {
        int waitS = take(caller.network());
        if (waitS > 0 && !exempt) {
            throw Problem.later(
                    ProblemCode.TOO_MANY_REGISTRATIONS,
                    waitS,
                    "Your address has opened " + most + " wallets; try again in " + waitS + " seconds.");
        }
    }

    /** Returns 0, or the seconds to wait. */
    int take(String network) {
        return limit.take(network);
    }
}
