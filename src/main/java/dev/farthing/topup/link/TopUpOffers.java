package dev.farthing.topup.link;

import dev.farthing.topup.Processors;
import dev.farthing.topup.Tiers;
import dev.farthing.web.FarthingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The way to pay that a refused reader is shown. */
@ApplicationScoped
public class TopUpOffers {
    private final Processors processors;
    private final TopUpLinks links;
    private final Tiers tiers;
    private final FarthingConfig config;

    TopUpOffers(Processors processors, TopUpLinks links, Tiers tiers, FarthingConfig config) {
        this.processors = processors;
        this.links = links;
        this.tiers = tiers;
        this.config = config;
    }

    /**
     * Where somebody who lacks {@code shortfallMicros} for an article adds credit: a signed link for a sensible amount, or,
     * where no payment processor is configured, the explanation of how credit is had.
     *
     * @param clientId null for somebody without a client; the link then opens a wallet
     */
    public String url(UUID clientId, String article, long shortfallMicros) {
        return processors.configured().isEmpty()
                ? config.link("/errors#credit")
                : links.url(clientId, article, tiers.coveringMicros(shortfallMicros));
    }
}
