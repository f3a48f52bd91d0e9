package dev.farthing.client;

import dev.farthing.web.Caller;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Shared by Quarkus Security and the gate. */
@ApplicationScoped
public class Authenticator {
    private static final String BEARER = "bearer ";
    private static final Caller CONFIGURED_ADMIN =
            new Caller(null, null, "admin", Set.of(Roles.PUBLISHER, Roles.ADMIN));

    private final Optional<byte[]> adminKeyHash;
    private final KeyUsage usage;
    private final Clock clock;

    Authenticator(ClientConfig config, KeyUsage usage, Clock clock) {
        this.adminKeyHash = config.adminKey().map(KeyToken::sha256);
        this.usage = usage;
        this.clock = clock;
    }

    /**
     * @param authorization may be null
     * @throws Problem {@code invalid_api_key} unless it is a well-formed Bearer key
     */
    public Credentials read(String authorization) {
        if (authorization == null) {
            return Credentials.NONE;
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Problem.of(ProblemCode.INVALID_API_KEY, "The Authorization header is 'Bearer' and an API key.");
        }
        String key = authorization.substring(BEARER.length()).trim();
        // Hashes, compared in constant time: timing reveals nothing.
        byte[] hash = KeyToken.sha256(key);
        if (adminKeyHash.isPresent() && MessageDigest.isEqual(adminKeyHash.get(), hash)) {
            return new Credentials(CONFIGURED_ADMIN, null);
        }
        return new Credentials(null, new Credentials.Key(KeyToken.parse(key).clientId(), hash));
    }

    /**
     * The caller, or null without credentials. Records the key's use.
     *
     * @param found the key's row, or null
     * @throws Problem {@code invalid_api_key}, {@code revoked_api_key} or {@code expired_api_key}
     */
    public Caller caller(Credentials credentials, StoredKey found) {
        if (credentials.key() == null) {
            return credentials.admin();
        }
        if (found == null) {
            throw Problem.of(ProblemCode.INVALID_API_KEY, "No client has this API key.");
        }
        found.requireUsable(clock.instant());
        usage.record(found.caller().clientId(), found.caller().keyId());
        return found.caller();
    }
}
