package dev.farthing.client;

import dev.farthing.web.Caller;
import java.util.UUID;

/** An Authorization header: the configured admin, a well-formed API key not yet looked up, or neither. */
public record Credentials(Caller admin, Key key) {
    static final Credentials NONE = new Credentials(null, null);

    /** @param hash SHA-256, as stored */
    public record Key(UUID clientId, byte[] hash) {}
}
