package dev.farthing.web;

import java.util.Map;

/** Audits each part of a request that does many things, like a request of its own. */
@FunctionalInterface
public interface AuditedParts {

    /** Of the request in hand; its endpoint is {@link Audited}. */
    static AuditedParts current() {
        return (AuditedParts) CurrentRequest.property(AuditedParts.class.getName());
    }

    /**
     * @return to be ended
     * @throws Problem {@code unavailable} if it cannot be recorded and so must not be done
     */
    Part begin(AuditAction action, String target);

    @FunctionalInterface
    interface Part {
        /** @param code of a problem, or null */
        void end(int status, String code, Map<String, String> details);
    }
}
