package dev.farthing.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "farthing.ledger")
public interface LedgerConfig {

    /** {@code off} stops the audit. */
    @WithDefault("10m")
    String auditEvery();

    /** {@code off} leaves expired credit to the next charge. */
    @WithDefault("5m")
    String expireEvery();
}
