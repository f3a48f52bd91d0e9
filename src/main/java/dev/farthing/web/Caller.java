package dev.farthing.web;

import java.security.Principal;
import java.util.Set;
import java.util.UUID;

/**
 * Who sent the request, once the key has been found good.
 *
 * @param clientId the client, or null for the admin whose key stands in the configuration and who holds no credit
 * @param keyId the API key used, or null for the configured admin key
 * @param roles of {@link Roles}
 */
public record Caller(UUID clientId, UUID keyId, String name, Set<String> roles) implements Principal {

    @Override
    public String getName() {
        return name;
    }

    /** Whether the caller may see articles without paying: whoever edits them must be able to read them. */
    public boolean isStaff() {
        return roles.contains(Roles.PUBLISHER) || roles.contains(Roles.ADMIN);
    }

    /**
     * The client's id.
     *
     * @throws Problem {@code forbidden} for the configured admin, who is no client
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
