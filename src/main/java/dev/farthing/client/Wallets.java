package dev.farthing.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Opens wallets: a client and its first key, together or not at all. */
@ApplicationScoped
public class Wallets {
    private final ClientConfig config;

    Wallets(ClientConfig config) {
        this.config = config;
    }

    /** Whether anybody may open one. */
    public boolean areOpenToAll() {
        return config.registration() == ClientConfig.Registration.OPEN;
    }

    /** A new client that only reads and pays, and its key, which is shown once and stored nowhere. */
    @Transactional
    public KeyToken open(String name) {
        return open(name, Client.Role.CLIENT).token();
    }

    /** A client just made, with the one sight of its key. */
    record Opened(Client client, KeyToken token) {}

    @Transactional
    Opened open(String name, Client.Role role) {
        Client client = Client.create(name, role);
        KeyToken token = KeyToken.generate(client.id);
        ApiKey.create(token, "first key", null);
        return new Opened(client, token);
    }
}
