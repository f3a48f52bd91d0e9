package dev.farthing.web;

import java.util.Locale;
import java.util.regex.Pattern;

public enum AuditTarget {
    CLIENT("id", Patterns.UUID),
    ARTICLE("slug", Slug.PATTERN),
    TOP_UP("id", Patterns.UUID),
    VOUCHER_BATCH("id", "[0-9A-HJKMNP-TV-Z]{6}"),
    KEY("id", Patterns.UUID),
    PAYMENT("payment", "sandbox_[0-9a-f]{32}");

    private final String parameter;
    private final Pattern pattern;

    AuditTarget(String parameter, String pattern) {
        this.parameter = parameter;
        this.pattern = Pattern.compile(pattern);
    }

    private static final class Patterns {
        private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    }

    public String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String parameter() {
        return parameter;
    }

    /**
     * The id as listings show it; null for other text, which may be a secret put into a path by mistake, such as a
     * whole voucher code.
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
        return pattern.matcher(id).matches() ? id : null;
    }
}
