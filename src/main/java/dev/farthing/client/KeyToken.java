package dev.farthing.client;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key: {@code farthing_} and 72 hex digits: client id (16 bytes), random secret (16 bytes), CRC-32 of both.
 *
 * <p>Leak scanners find the prefix, the checksum catches typing errors without a query, and the id names the shard of a
 * database sharded by client.
 */
public record KeyToken(UUID clientId, String text) {
    private static final String PREFIX = "farthing_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{72}");
    private static final int ID_AND_SECRET = 32;
    private static final HexFormat HEX = HexFormat.of();

    public static KeyToken generate(UUID clientId) {
        byte[] secret = new byte[16];
        Random.SOURCE.nextBytes(secret);
        return of(clientId, secret);
    }

    static KeyToken of(UUID clientId, byte[] secret) {
        ByteBuffer bytes = ByteBuffer.allocate(ID_AND_SECRET + 4)
                .putLong(clientId.getMostSignificantBits())
                .putLong(clientId.getLeastSignificantBits())
                .put(secret);
        bytes.putInt(checksum(bytes.array()));
        return new KeyToken(clientId, PREFIX + HEX.formatHex(bytes.array()));
    }

    /** @throws Problem {@code invalid_api_key}: wrong form or checksum */
    public static KeyToken parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw Problem.of(
                    ProblemCode.INVALID_API_KEY,
                    "The API key has the wrong form: it is 'farthing_' and 72 hex digits.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(HEX.parseHex(text, PREFIX.length(), text.length()));
        if (bytes.getInt(ID_AND_SECRET) != checksum(bytes.array())) {
            throw Problem.of(
                    ProblemCode.INVALID_API_KEY, "The API key's checksum is wrong: a character was lost or changed.");
        }
        return new KeyToken(new UUID(bytes.getLong(0), bytes.getLong(8)), text);
    }

    /** SHA-256, a fast hash: 128 random bits cannot be searched. */
    public byte[] hash() {
        return sha256(text);
    }

    /** The last four characters, to tell keys apart. */
    String hint() {
        return text.substring(text.length() - 4);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "KeyToken[" + clientId + ", ..." + hint() + "]";
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, ID_AND_SECRET);
        return (int) crc.getValue();
    }

    /** Initialized at run time (application.properties): a native image must not contain a seeded generator. */
    private static final class Random {
        static final SecureRandom SOURCE = new SecureRandom();
    }
}
