package dev.farthing.voucher;

import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

@ApplicationScoped
class VoucherCheck implements ConfigCheck {
    private static final int MOST_GUESSES = 1_000;
    private static final int MOST_GUESSES_PER_ADDRESS = 1_000_000;

    private final VoucherConfig config;

    VoucherCheck(VoucherConfig config) {
        this.config = config;
    }

    @Override
    public void check(ConfigErrors errors) {
        errors.within("farthing.topup.voucher-guesses", config.voucherGuesses(), 1, MOST_GUESSES);
        errors.within(
                "farthing.topup.voucher-guesses-per-address",
                config.voucherGuessesPerAddress(),
                1,
                MOST_GUESSES_PER_ADDRESS);
        errors.within(
                "farthing.topup.voucher-guess-window",
                config.voucherGuessWindow(),
                Duration.ofSeconds(1),
                Duration.ofDays(1));
    }
}
