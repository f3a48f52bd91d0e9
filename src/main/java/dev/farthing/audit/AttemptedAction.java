package dev.farthing.audit;

import dev.farthing.web.AuditAction;
import dev.farthing.web.Caller;
import dev.farthing.web.Roles;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody sets out to do.
 *
 * @param caller an admin or a publisher
 * @param target what the path names; null where it names nothing
 * @param path the address as the API's description has it
 * @param reference of the ledger entry that would follow, or null
 * @param traceId of the request, by which the log knows the request
 */
record AttemptedAction(
        UUID id,
        Instant at,
        AuditAction act,
        Caller caller,
        String target,
        String method,
        String path,
        String reference,
        Sender sender,
        String traceId) {
    /** The admin whose key stands in the configuration and who is no client. */
    static final String CONFIGURED_ADMIN = "admin-key";

    String actor() {
        return caller.clientId() == null ? CONFIGURED_ADMIN : caller.clientId().toString();
    }

    String role() {
        return caller.roles().contains(Roles.ADMIN) ? "ADMIN" : "PUBLISHER";
    }
}
