package dev.farthing.web;

import io.quarkus.security.identity.SecurityIdentity;
import java.security.Principal;
import java.util.Set;
import java.util.UUID;

/**
 * @param clientId null for the configured admin key, which holds no credit
 * @param keyId null for the configured admin key
 */
public record Caller(UUID clientId, UUID keyId, String name, Set<String> roles) implements Principal {

    /** Requires a key, which {@code @RolesAllowed} ensures. */
    public static Caller of(SecurityIdentity identity) {
        return (Caller) identity.getPrincipal();
    }

    @Override
    public String getName() {
        return name;
    }

    /** Staff reads articles without paying. */
    public boolean isStaff() {
        return roles.contains(Roles.PUBLISHER) || roles.contains(Roles.ADMIN);
    }

    /** @throws Problem {@code forbidden} for the configured admin key */
    public UUID requireClient() {
        if (clientId == null) {
            throw Problem.of(
                    ProblemCode.FORBIDDEN,
                    "The configured admin key belongs to no client; use the key of a client for calls under /v1/me.");
        }
        return clientId;
    }
}
