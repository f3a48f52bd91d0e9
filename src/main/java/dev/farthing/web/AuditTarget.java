package dev.farthing.web;

import java.util.Locale;
import java.util.regex.Pattern;

/** What acts of admins and publishers are done to, and how the path of a request names it. */
public enum AuditTarget {
    CLIENT("id", Forms.UUID),
    ARTICLE("slug", "[A-Za-z0-9][A-Za-z0-9._~-]{0,199}"),
    TOP_UP("id", Forms.UUID),
    VOUCHER_BATCH("id", "[0-9A-HJKMNP-TV-Z]{6}"),
    KEY("id", Forms.UUID),
    PAYMENT("payment", "sandbox_[0-9a-f]{32}");

    private final String parameter;
    private final Pattern form;

    AuditTarget(String parameter, String form) {
        this.parameter = parameter;
        this.form = Pattern.compile(form);
    }

    private static final class Forms {
        private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    }

    /** The name on the wire, {@code voucher_batch}. */
    public String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The parameter of the path that names it, where a path does. */
    public String parameter() {
        return parameter;
    }

    /**
     * The id in the form that listings show, or null where the text is none: what has another form names nothing here, and
     * may be anything that somebody put into an address by mistake, such as a voucher's whole code.
     */
    public String id(String text) {
        if (text == null) {
            return null;
        }
        String id =
                switch (this) {
                    case ARTICLE, PAYMENT -> text;
                    case CLIENT, TOP_UP, KEY -> text.toLowerCase(Locale.ROOT);
                    case VOUCHER_BATCH -> {
                        String normal = Crockford.normal(text);
                        yield normal == null ? "" : normal;
                    }
                };
        return form.matcher(id).matches() ? id : null;
    }
}
