package dev.farthing.web;

import io.quarkus.security.identity.SecurityIdentity;
import java.security.Principal;
import java.util.Set;
import java.util.UUID;

/**
 * The authenticated sender of a request.
 *
 * @param clientId the client, or null for the admin key of the configuration, which holds no credit
 * @param keyId the API key used, or null for the configured admin key
 * @param roles of {@link Roles}
 */
public record Caller(UUID clientId, UUID keyId, String name, Set<String> roles) implements Principal {

    /** The caller of a request that was authenticated with a key: every one that passed {@code @RolesAllowed}. */
    public static Caller of(SecurityIdentity identity) {
        return (Caller) identity.getPrincipal();
    }

    @Override
    public String getName() {
        return name;
    }

    /** Whether the caller reads articles without paying, as their editors must. */
    public boolean isStaff() {
        return roles.contains(Roles.PUBLISHER) || roles.contains(Roles.ADMIN);
    }

    /**
     * The client's id.
     *
     * @throws Problem {@code forbidden} for the configured admin key, which belongs to no client
     */
    public UUID requireClient() {
        if (clientId == null) {
            throw Problem.of(
                    ProblemCode.FORBIDDEN,
                    "The configured admin key belongs to no client; use the key of a client for calls under /v1/me.");
        }
        return clientId;
    }
}
