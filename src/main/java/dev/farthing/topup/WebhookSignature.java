package dev.farthing.topup;

import dev.farthing.web.Hmac;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Stripe's scheme: {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">}, with several {@code v1} while secrets
 * rotate. The signed time stops replays of old events.
 */
public final class WebhookSignature {
    private WebhookSignature() {}

    public static String sign(String secret, byte[] body, Instant at) {
        long time = at.getEpochSecond();
        return "t=" + time + ",v1=" + Hmac.hex(secret, signed(time, body));
    }

    /**
     * @param tolerance before and after {@code now}
     * @throws Problem {@code invalid_signature}
     */
    public static void verify(String header, byte[] body, List<String> secrets, Duration tolerance, Instant now) {
        long time = -1;
        List<String> signatures = new ArrayList<>();
        for (String part : header == null ? new String[0] : header.split(",")) {
            String value = part.substring(part.indexOf('=') + 1).strip();
            if (part.strip().startsWith("t=") && value.matches("\\d{1,12}")) {
                time = Long.parseLong(value);
            } else if (part.strip().startsWith("v1=")) {
                signatures.add(value);
            }
        }
        if (time < 0 || signatures.isEmpty()) {
            throw invalid("The event carries no signature.");
        }
        byte[] signed = signed(time, body);
        boolean matches = false;
        for (String secret : secrets) {
            String expected = Hmac.hex(secret, signed);
            for (String signature : signatures) {
                matches |= Hmac.same(expected, signature);
            }
        }
        if (!matches) {
            throw invalid("The event is not signed with a secret of this service.");
        }
        if (Duration.between(Instant.ofEpochSecond(time), now).abs().compareTo(tolerance) > 0) {
            throw invalid("The event was signed too long ago, or the clocks differ.");
        }
    }

    private static byte[] signed(long time, byte[] body) {
        byte[] head = (time + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new byte[head.length + body.length];
        System.arraycopy(head, 0, signed, 0, head.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        return signed;
    }

    private static Problem invalid(String detail) {
        return Problem.of(ProblemCode.INVALID_SIGNATURE, detail);
    }
}
