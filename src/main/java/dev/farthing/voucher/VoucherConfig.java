package dev.farthing.voucher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "farthing.topup")
public interface VoucherConfig {
    /** Wrong codes within {@link #voucherGuessWindow()}; 1 to 1,000. */
    @WithDefault("10")
    int voucherGuesses();

    /** One second to one day. */
    @WithDefault("PT10M")
    Duration voucherGuessWindow();
}
