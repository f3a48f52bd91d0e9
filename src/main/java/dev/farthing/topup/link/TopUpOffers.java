package dev.farthing.topup.link;

import dev.farthing.topup.Processors;
import dev.farthing.topup.Tiers;
import dev.farthing.web.FarthingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

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
     * Pays the shortfall or more, up to the largest top-up; without a processor, explains how to get credit.
     *
     * @param clientId null: the link opens a wallet
     */
    public String url(UUID clientId, String article, long shortfallMicros) {
        return processors.configured().isEmpty()
                ? config.link("/errors#credit")
                : links.url(clientId, article, tiers.coveringMicros(shortfallMicros));
    }
}
