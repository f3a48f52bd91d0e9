package dev.farthing.benchmark;

/** Null: not sent. */
record Request(String path, String key, String etag, String idempotencyKey, String body) {
    static Request get(String path, String key) {
        return new Request(path, key, null, null, null);
    }
}
