package dev.farthing.web;

import java.util.Map;

/**
 * A body with audited fields: amounts, reasons and ids by name. Of any other body nothing is kept, so a secret reaches
 * the audit trail only if it is listed here.
 */
public interface AuditDetails {

    /**
     * Fields that every admin may see, for years. Values may be null, and are not validated yet in a request's body.
     */
    Map<String, String> auditDetails();

    /** The amount and its currency as sent, or null if either is missing. */
    static String text(Money money) {
        return money == null || money.amount() == null || money.currency() == null
                ? null
                : money.amount() + " " + money.currency();
    }

    /** Null for null. */
    static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
