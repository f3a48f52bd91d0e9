package dev.farthing.voucher;

import dev.farthing.web.Crockford;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A voucher code: 25 characters of {@link Crockford}'s base32, which are the batch (6), the number in the batch (3), a secret
 * of 70 random bits (14) and a checksum (2).
 *
 * <p>Batch and number find the row, so nothing is looked up by a secret. The checksum catches every wrong character and every
 * swap of two characters before the database is asked.
 *
 * @param text the 25 characters, upper case, without hyphens
 */
record VoucherCode(String text) {
    /** Characters of a batch's id. */
    static final int BATCH = 6;

    private static final int BEFORE_SECRET = BATCH + 3;
    private static final int BEFORE_CHECKSUM = BEFORE_SECRET + 14;
    private static final int LENGTH = BEFORE_CHECKSUM + 2;
    private static final int GROUP = 5;

    /** The largest prime that two characters can hold: no difference of two characters is a multiple of it. */
    private static final int MODULUS = 1021;

    /** Its powers differ for all positions, and none is the negative of a weight of the checksum's own positions (1 and 32). */
    private static final int WEIGHT = 37;

    /** Longer input is refused unread, blanks or not. */
    private static final int LONGEST_TYPED = 100;

    /** A batch id of 30 random bits; the caller makes sure that it is unique. */
    static String newBatch() {
        return random(BATCH);
    }

    /**
     * A new code with a secret of 70 random bits.
     *
     * @param number 0 to 32767
     */
    static VoucherCode generate(String batch, int number) {
        return of(batch, number, random(BEFORE_CHECKSUM - BEFORE_SECRET));
    }

    static VoucherCode of(String batch, int number, String secret) {
        String code = batch + Crockford.text(number, BEFORE_SECRET - BATCH) + secret;
        return new VoucherCode(code + Crockford.text(checksum(code), LENGTH - BEFORE_CHECKSUM));
    }

    /** Parses a typed code; empty when the form or the checksum is wrong. */
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

    /** The number in the batch, 0 to 32767. */
    int number() {
        return Crockford.value(text.substring(BATCH, BEFORE_SECRET));
    }

    /** The reference of its ledger entry, without the secret. */
    String reference() {
        return "voucher:" + batch() + ":" + number();
    }

    /** For display, in five groups of five. */
    String shown() {
        StringBuilder shown = new StringBuilder(text);
        for (int at = LENGTH - GROUP; at > 0; at -= GROUP) {
            shown.insert(at, '-');
        }
        return shown.toString();
    }

    /** The stored form. A fast hash is enough: 70 random bits cannot be searched. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Hides the code: a record prints its components, and a code must not end up in a log. */
    @Override
    public String toString() {
        return "VoucherCode[" + batch() + ", " + number() + "]";
    }

    /** The sum of each character before the checksum times 37 to the power of its position, counted from 1. */
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

    /** Initialized at run time (see application.properties): a native image must not carry a seeded generator. */
    private static final class Random {
        static final SecureRandom SOURCE = new SecureRandom();
    }
}
