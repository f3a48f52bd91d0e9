package dev.farthing.audit;

import dev.farthing.web.AuditAction;
import dev.farthing.web.Caller;
import dev.farthing.web.Ids;
import dev.farthing.web.Roles;
import java.util.UUID;

/**
 * @param path a template
 * @param reference of the ledger entry that would follow, or null
 */
record AttemptedAction(
        UUID id,
        AuditAction action,
        Caller caller,
        String target,
        String method,
        String path,
        String reference,
        Sender sender,
        String traceId) {
    /** The configured admin key belongs to no client. */
    static final String CONFIGURED_ADMIN = "admin-key";

    /** One of the things that the same request does. */
    AttemptedAction part(AuditAction action, String target) {
        return new AttemptedAction(Ids.next(), action, caller, target, method, path, null, sender, traceId);
    }

    String actor() {
        return caller.clientId() == null ? CONFIGURED_ADMIN : caller.clientId().toString();
    }

    String role() {
        return caller.roles().contains(Roles.ADMIN) ? "ADMIN" : "PUBLISHER";
    }

    @Override
    public String toString() {
        return action.wireName() + " " + id;
    }
}
