package dev.farthing.client;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;

/** An authenticator without a container, for requests without a key. */
public final class KeylessAuthenticator {
    private KeylessAuthenticator() {}

    public static Authenticator create() {
        ClientConfig config = new SmallRyeConfigBuilder()
                .withMapping(ClientConfig.class)
                .build()
                .getConfigMapping(ClientConfig.class);
        Clock clock = Clock.systemUTC();
        return new Authenticator(config, new KeyUsage(null, clock), clock);
    }
}
