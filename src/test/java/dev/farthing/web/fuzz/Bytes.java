package dev.farthing.web.fuzz;

import java.io.ByteArrayOutputStream;

/** UTF-8 of any string; a lone surrogate becomes the three bytes that are no UTF-8. */
final class Bytes {
    private Bytes() {}

    static byte[] of(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(point -> bytes.writeBytes(of(point)));
        return bytes.toByteArray();
    }

    static byte[] of(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                ? new byte[] {
                    (byte) (0xe0 | point >> 12), (byte) (0x80 | point >> 6 & 0x3f), (byte) (0x80 | point & 0x3f)
                }
                : Character.toString(point).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
