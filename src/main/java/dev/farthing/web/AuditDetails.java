package dev.farthing.web;

import java.util.Map;

/** A body with audited fields. Other bodies are not kept, so a secret reaches the audit trail only if listed here. */
public interface AuditDetails {

    /** Visible to every admin, for years. Values may be null, and are not yet validated in a request's body. */
    Map<String, String> auditDetails();

    /** Null if either part is missing. */
    static String text(Money money) {
        return money == null || money.amount() == null || money.currency() == null
                ? null
                : money.amount() + " " + money.currency();
    }

    static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
