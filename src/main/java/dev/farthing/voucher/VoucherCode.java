package dev.farthing.voucher;

import dev.farthing.web.Crockford;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Base32 of {@link Crockford}: batch (6), number (3), 70 random bits (14), checksum (2).
 *
 * <p>Batch and number find the row, so no secret is looked up. The checksum catches every wrong character and every
 * swap of two before a query.
 *
 * @param text upper case, without hyphens
 */
record VoucherCode(String text) {
    static final int BATCH = 6;

    private static final int BEFORE_SECRET = BATCH + 3;
    private static final int BEFORE_CHECKSUM = BEFORE_SECRET + 14;
    private static final int LENGTH = BEFORE_CHECKSUM + 2;
    private static final int GROUP = 5;

    /** The largest prime in two characters: no difference of two characters is a multiple of it. */
    private static final int MODULUS = 1021;

    /** Its powers differ at all positions; none is the negative of 1 or 32, the checksum's own weights. */
    private static final int WEIGHT = 37;

    /** Longer input is refused unread. */
    private static final int LONGEST_TYPED = 100;

    /** 30 random bits; the caller makes it unique. */
    static String newBatch() {
        return random(BATCH);
    }

    /** @param number 0 to 32767 */
    static VoucherCode generate(String batch, int number) {
        return of(batch, number, random(BEFORE_CHECKSUM - BEFORE_SECRET));
    }

    static VoucherCode of(String batch, int number, String secret) {
        String code = batch + Crockford.text(number, BEFORE_SECRET - BATCH) + secret;
        return new VoucherCode(code + Crockford.text(checksum(code), LENGTH - BEFORE_CHECKSUM));
    }

    /** Empty when form or checksum is wrong. */
    static Optional<VoucherCode> read(String typed) {
        String code = typed.length() > LONGEST_TYPED ? null : Crockford.normal(typed);
        if (code == null
                || code.length() != LENGTH
                || Crockford.value(code.substring(BEFORE_CHECKSUM)) != checksum(code)) {
            return Optional.empty();
        }
        return Optional.of(new VoucherCode(code));
    }

    String batch() {
        return text.substring(0, BATCH);
    }

    /** 0 to 32767. */
    int number() {
        return Crockford.value(text.substring(BATCH, BEFORE_SECRET));
    }

    /** The entry's reference, without the secret. */
    String reference() {
        return "voucher:" + batch() + ":" + number();
    }

    /** Five groups of five. */
    String shown() {
        StringBuilder shown = new StringBuilder(text);
        for (int at = LENGTH - GROUP; at > 0; at -= GROUP) {
            shown.insert(at, '-');
        }
        return shown.toString();
    }

    /** A fast hash is enough: 70 random bits cannot be searched. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A code must not end up in a log. */
    @Override
    public String toString() {
        return "VoucherCode[" + batch() + ", " + number() + "]";
    }

    private static int checksum(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < BEFORE_CHECKSUM; i++) {
            weight = weight * WEIGHT % MODULUS;
            sum = (sum + Crockford.value(code.substring(i, i + 1)) * weight) % MODULUS;
        }
        return sum;
    }

    private static String random(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(Crockford.text(Random.SOURCE.nextInt(Crockford.RADIX), 1));
        }
        return text.toString();
    }

    /** Initialized at run time (application.properties): a native image must not carry a seeded generator. */
    private static final class Random {
        static final SecureRandom SOURCE = new SecureRandom();
    }
}
