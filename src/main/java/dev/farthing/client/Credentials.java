package dev.farthing.client;

import dev.farthing.web.Caller;
import java.util.UUID;

/**
 * The content of an Authorization header: the configured admin, a well-formed API key, or neither.
 *
 * @param admin the configured admin, or null
 * @param key not yet looked up, or null
 */
public record Credentials(Caller admin, Key key) {
    static final Credentials NONE = new Credentials(null, null);

    /**
     * Identifies a key in the database.
     *
     * @param hash as the database stores it
     */
    public record Key(UUID clientId, byte[] hash) {}
}
