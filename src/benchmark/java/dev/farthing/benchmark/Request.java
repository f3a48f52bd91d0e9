package dev.farthing.benchmark;

/**
 * One request.
 *
 * @param key the API key, or null
 * @param etag for If-None-Match, or null
 * @param idempotencyKey null with GET
 * @param body null with GET
 */
record Request(String path, String key, String etag, String idempotencyKey, String body) {
    static Request get(String path, String key) {
        return new Request(path, key, null, null, null);
    }
}
