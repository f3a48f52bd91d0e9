package dev.farthing.audit;

import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditTarget;
import java.util.Map;
import java.util.TreeMap;

/** Truncates: a body refused for its length is audited, too. */
final class AuditedFields {
    private static final int MAX_LENGTH = 500;

    private final Map<String, String> fields = new TreeMap<>();

    AuditedFields add(Object body) {
        if (body instanceof AuditDetails audited) {
            audited.auditDetails().forEach(this::add);
        }
        return this;
    }

    AuditedFields add(String name, String value) {
        if (value != null) {
            fields.put(name, truncated(value));
        }
        return this;
    }

    /** The id has a column of its own. */
    String removeCreated(AuditTarget target) {
        return target.id(fields.remove(target.kind()));
    }

    Map<String, String> asMap() {
        return fields;
    }

    private static String truncated(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        // PostgreSQL refuses half a surrogate pair.
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return text.substring(0, end);
    }
}
