package dev.farthing.audit;

import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditTarget;
import java.util.Map;
import java.util.TreeMap;

/** What is kept of the bodies of an act: what they offer, in bounds, since a request's body may be refused for its length. */
final class AuditedFields {
    private static final int LONGEST = 500;

    private final Map<String, String> kept = new TreeMap<>();

    /** Adds what the body offers, if it is one that offers something. */
    AuditedFields with(Object body) {
        if (body instanceof AuditDetails offering) {
            offering.trailDetails().forEach(this::with);
        }
        return this;
    }

    AuditedFields with(String name, String value) {
        if (value != null) {
            kept.put(name, bounded(value));
        }
        return this;
    }

    /** The id of what the act made, which needs no place among the details then. */
    String takeMade(AuditTarget target) {
        return target.id(kept.remove(target.kind()));
    }

    Map<String, String> kept() {
        return kept;
    }

    private static String bounded(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        // Half a character could not be stored.
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }
}
