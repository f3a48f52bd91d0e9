package dev.farthing.benchmark;

/**
 * One request.
 *
 * @param key the API key, or null
 * @param etag what If-None-Match says, or null
 * @param idempotencyKey null with GET
 * @param body null with GET
 */
record Ask(String path, String key, String etag, String idempotencyKey, String body) {
    static Ask get(String path, String key) {
        return new Ask(path, key, null, null, null);
    }
}
