package dev.farthing.web.fuzz;

/** Percent-encoding of any string, also of one that is no Unicode. */
final class Target {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private Target() {}

    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point < 128 && UNRESERVED.indexOf(point) >= 0) {
                encoded.append((char) point);
            } else {
                for (byte b : Bytes.of(point)) {
                    encoded.append("%%%02X".formatted(b & 0xff));
                }
            }
        });
        return encoded.toString();
    }
}
