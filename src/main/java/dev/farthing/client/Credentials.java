package dev.farthing.client;

import dev.farthing.web.Caller;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the Authorization header, without asking the database yet. */
@ApplicationScoped
public class Credentials {
    private static final String BEARER = "bearer ";
    private static final Caller CONFIGURED_ADMIN =
            new Caller(null, null, "admin", Set.of(Roles.PUBLISHER, Roles.ADMIN));

    private final Optional<byte[]> adminKeyHash;

    Credentials(ClientConfig config) {
        this.adminKeyHash = config.adminKey().map(KeyToken::sha256);
    }

    /**
     * What the header holds: the configured admin, or a key of the right form (whether it is one of ours the database
     * knows), or neither.
     */
    public record Presented(Caller admin, Key key) {
        static final Presented NOTHING = new Presented(null, null);
    }

    /**
     * A key by which the database finds its client.
     *
     * @param hash what is stored of it
     */
    public record Key(UUID clientId, byte[] hash) {}

    /**
     * What {@code authorization}, which may be null, presents.
     *
     * @throws Problem {@code invalid_api_key} when it is no Bearer key of ours by its form
     */
    public Presented read(String authorization) {
        if (authorization == null) {
            return Presented.NOTHING;
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Problem.of(ProblemCode.INVALID_API_KEY, "The Authorization header is 'Bearer' and an API key.");
        }
        String key = authorization.substring(BEARER.length()).trim();
        // Hashes of equal length are compared in constant time, so nothing is learned from how long it takes.
        byte[] hash = KeyToken.sha256(key);
        if (adminKeyHash.isPresent() && MessageDigest.isEqual(adminKeyHash.get(), hash)) {
            return new Presented(CONFIGURED_ADMIN, null);
        }
        return new Presented(null, new Key(KeyToken.parse(key).clientId(), hash));
    }
}
