package dev.farthing.web;

import java.util.Map;

/** A form that a browser posts. JAX-RS' own {@code @FormParam} answers 500 to what cannot be decoded, so nothing uses it. */
public final class Form {
    private final Map<String, String> fields;

    Form(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Null when absent. */
    public String get(String field) {
        return fields.get(field);
    }
}
