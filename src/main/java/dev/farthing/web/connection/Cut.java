package dev.farthing.web.connection;

/** Why a connection was closed; the label of {@code farthing_callers_cut_total}. */
enum Cut {
    /** No whole request head in time. */
    HEAD("head"),
    /** At rest for too long, as most connections end. */
    REST("rest"),
    /** A body that arrives too slowly. */
    BODY("body"),
    /** An answer that is read too slowly. */
    UNREAD("unread"),
    /** More unread than a connection, or all together, may have. */
    UNSENT("unsent"),
    /** More connections than {@code quarkus.http.limits.max-connections}. */
    FULL("full");

    private final String label;

    Cut(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
