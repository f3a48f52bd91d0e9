package dev.farthing.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Opens wallets: a client and its first key, in one transaction. */
@ApplicationScoped
public class Wallets {
    private final ClientConfig config;
    private final Clock clock;

    Wallets(ClientConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Whether opening one needs no admin. */
    public boolean areOpenToAll() {
        return config.registration() == ClientConfig.Registration.OPEN;
    }

    /** Opens a wallet of the role CLIENT. Its key is shown once; only its hash is stored. */
    @Transactional
    public KeyToken open(String name) {
        return open(name, Client.Role.CLIENT).token();
    }

    /** A new client and its key. */
    record NewWallet(Client client, KeyToken token) {}

    @Transactional
    NewWallet open(String name, Client.Role role) {
        Instant now = clock.instant();
        Client client = Client.create(name, role, now);
        KeyToken token = KeyToken.generate(client.id);
        ApiKey.create(token, "first key", null, now);
        return new NewWallet(client, token);
    }
}
