package dev.farthing.topup;

import dev.farthing.support.Configured;
import dev.farthing.web.BookCurrency;
import java.util.List;
import java.util.Map;

/** Makes tiers without a container. */
public final class TiersBench {
    private TiersBench() {}

    /** The default tiers in this currency, with this processor for new top-ups. */
    public static Tiers of(Processor processor, String code) {
        TopUpConfig config = Configured.as(TopUpConfig.class, Map.of("farthing.topup.processor", processor.name()));
        BookCurrency currency = BookCurrency.of(code);
        return new Tiers(config, currency, new Processors(List.of(processor), config, currency));
    }
}
