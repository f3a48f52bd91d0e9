package dev.farthing.voucher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "farthing.topup")
public interface VoucherConfig {
    /** Wrong codes within {@link #voucherGuessWindow()}; 1 to 1,000. */
    @WithDefault("10")
    int voucherGuesses();

    /** Wrong codes from an address within the window, on an instance; 1 to 1,000,000. */
    @WithDefault("10")
    int voucherGuessesPerAddress();

    /** One second to one day. */
    @WithDefault("PT10M")
    Duration voucherGuessWindow();
}
