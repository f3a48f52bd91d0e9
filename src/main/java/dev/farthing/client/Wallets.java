package dev.farthing.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** A wallet is a client and its first key, opened in one transaction. */
@ApplicationScoped
public class Wallets {
    private final ClientConfig config;
    private final RegistrationLimit limit;
    private final Clock clock;

    Wallets(ClientConfig config, RegistrationLimit limit, Clock clock) {
        this.config = config;
        this.limit = limit;
        this.clock = clock;
    }

    public boolean areOpenToAll() {
        return config.registration() == ClientConfig.Registration.OPEN;
    }

    /**
     * For a visitor.
     *
     * @throws dev.farthing.web.Problem {@code too_many_registrations}
     */
    @Transactional
    public KeyToken open(String name) {
        limit.take(false);
        return open(name, Client.Role.CLIENT).token();
    }

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
