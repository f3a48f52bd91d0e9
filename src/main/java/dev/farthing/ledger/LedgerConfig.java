package dev.farthing.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration of the ledger's jobs. */
@ConfigMapping(prefix = "farthing.ledger")
public interface LedgerConfig {

    /** How often balances are recomputed from entries, such as {@code 10m}; {@code off} stops the audit. */
    @WithDefault("10m")
    String auditEvery();

    /** How often expired promotional credit is booked out; {@code off} leaves that to the next charge. */
    @WithDefault("5m")
    String expireEvery();
}
