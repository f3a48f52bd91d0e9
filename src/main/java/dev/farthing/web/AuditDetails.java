package dev.farthing.web;

import java.util.Map;

/**
 * A body of which something may stand on the trail: amounts, reasons, ids, by name. A body that is no such thing leaves
 * nothing, so a secret gets there only where somebody names it here.
 */
public interface AuditDetails {

    /** What may be shown to every admin, for years; values may be null. Said of a body that nobody has checked yet. */
    Map<String, String> trailDetails();

    /** An amount with its currency, as it was sent; null where one of them is missing. */
    static String text(Money money) {
        return money == null || money.amount() == null || money.currency() == null
                ? null
                : money.amount() + " " + money.currency();
    }

    /** Null where there is none. */
    static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
