package dev.farthing.support.http;

/** Media types that tests send and expect. */
public enum ContentType {
    JSON("application/json");

    private final String text;

    ContentType(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
