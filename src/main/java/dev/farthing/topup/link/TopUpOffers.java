package dev.farthing.topup.link;

import dev.farthing.topup.Processors;
import dev.farthing.topup.Tiers;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
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

    /** Says so where one top-up cannot pay the shortfall; else empty. */
    public String note(long shortfallMicros) {
        long paysMicros = tiers.maximumMicros();
        long givesMicros = paysMicros + tiers.bonusMicros(paysMicros);
        if (processors.configured().isEmpty() || shortfallMicros <= givesMicros) {
            return "";
        }
        long times = -Math.floorDiv(-shortfallMicros, givesMicros);
        return " One top-up pays at most %s %s, so add credit %s times."
                .formatted(config.currency(), Money.format(paysMicros, config.currency()), times);
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
