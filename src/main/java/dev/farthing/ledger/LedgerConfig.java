package dev.farthing.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the books are watched. */
@ConfigMapping(prefix = "farthing.ledger")
public interface LedgerConfig {

    /** How often balances are recomputed from entries, such as {@code 10m}; {@code off} stops the audit. */
    @WithDefault("10m")
    String auditEvery();

    /** How often promotional credit whose time is over is booked out; {@code off} leaves that to the next charge. */
    @WithDefault("5m")
    String expireEvery();
}
