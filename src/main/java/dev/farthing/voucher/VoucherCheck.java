package dev.farthing.voucher;

import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

@ApplicationScoped
class VoucherCheck implements ConfigCheck {
    private static final int MOST_GUESSES = 1_000;

    private final VoucherConfig config;

    VoucherCheck(VoucherConfig config) {
        this.config = config;
    }

    @Override
    public void check(ConfigErrors errors) {
        errors.within("farthing.topup.voucher-guesses", config.voucherGuesses(), 1, MOST_GUESSES);
        errors.within(
                "farthing.topup.voucher-guess-window",
                config.voucherGuessWindow(),
                Duration.ofSeconds(1),
                Duration.ofDays(1));
    }
}
