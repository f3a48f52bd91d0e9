package dev.farthing.topup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.farthing.support.StripeStandIn;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures of webhook events. The stand-in's own code makes the headers. */
class WebhookSignatureTest {
    private static final String EVENT = "{\"id\":\"evt_1\",\"name\":\"M\u00fcller \u20ac\"}";
    private static final String OLD = "whsec_old0123456789";
    private static final String NEW = "whsec_new0123456789";
    private static final List<String> BOTH = List.of(NEW, OLD);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Made with another program: {@code printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_known}. */
    private static final String KNOWN = "68a37d422c7a8b96c533eaf81281025cd110ae84fcf96e4f0307b1bad5f2a1cd";

    @Test
    void signatureMatchesOpenssl() {
        byte[] body = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);

        String header = WebhookSignature.sign("whsec_known", body, Instant.ofEpochSecond(1_700_000_000));

        assertEquals("t=1700000000,v1=" + KNOWN, header);
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void eachOfSeveralSecretsIsAccepted(String secret) {
        assertPasses(StripeStandIn.sign(EVENT, secret, Instant.now()));
    }

    @Test
    void oneGoodSignatureOfSeveralIsEnough() {
        String good = StripeStandIn.sign(EVENT, NEW, Instant.now());

        assertPasses(good.replace("v1=", "v1=" + "0".repeat(64) + ",v1="));
        assertPasses(good + ",v1=" + "0".repeat(64) + ",v0=" + "1".repeat(64));
    }

    @Test
    void spacesBetweenThePartsAreAllowed() {
        assertPasses(StripeStandIn.sign(EVENT, NEW, Instant.now()).replace(",", ", "));
    }

    @ParameterizedTest
    @ValueSource(ints = {-290, 290})
    void eventWithinTheToleranceIsAccepted(int seconds) {
        assertPasses(StripeStandIn.sign(EVENT, NEW, Instant.now().plusSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-310, -86_400, 310, 86_400})
    void eventSignedLongAgoOrInTheFutureIsRefused(int seconds) {
        assertRefused(EVENT, StripeStandIn.sign(EVENT, NEW, Instant.now().plusSeconds(seconds)), BOTH);
    }

    @Test
    void oldSignatureIsRefusedWithANewTime() {
        Instant old = Instant.now().minusSeconds(3_600);
        String header = StripeStandIn.sign(EVENT, NEW, old);
        String renewed =
                header.replace("t=" + old.getEpochSecond(), "t=" + Instant.now().getEpochSecond());

        assertRefused(EVENT, renewed, BOTH);
    }

    @Test
    void changedBodyIsRefused() {
        String header = StripeStandIn.sign(EVENT, NEW, Instant.now());

        assertRefused(EVENT.replace("evt_1", "evt_2"), header, BOTH);
        assertRefused(EVENT + " ", header, BOTH);
        assertRefused("", header, BOTH);
    }

    @Test
    void removedSecretIsRefused() {
        assertRefused(EVENT, StripeStandIn.sign(EVENT, OLD, Instant.now()), List.of(NEW));
    }

    @Test
    void eventIsRefusedWithoutConfiguredSecrets() {
        assertRefused(EVENT, StripeStandIn.sign(EVENT, NEW, Instant.now()), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "t=",
                "t=1700000000",
                "v1=0000000000000000000000000000000000000000000000000000000000000000",
                "t=1700000000,v1=",
                "t=-1,v1=00",
                "t=99999999999999999999,v1=00",
                "t=1.7e9,v1=00",
                "t,v1",
                ",,,=,="
            })
    void headerWithoutItsPartsIsRefused(String header) {
        assertRefused(EVENT, header, BOTH);
    }

    @Test
    void signatureOfAnOlderSchemeIsRefused() {
        assertRefused(EVENT, StripeStandIn.sign(EVENT, NEW, Instant.now()).replace("v1=", "v0="), BOTH);
    }

    @Test
    void absentHeaderIsRefused() {
        assertRefused(EVENT, null, BOTH);
    }

    @Test
    void refusalHidesSecretAndExpectedSignature() {
        String header = StripeStandIn.sign(EVENT, NEW, Instant.now());

        Problem refused = assertRefused(EVENT + " ", header, BOTH);

        assertFalse(refused.getMessage().contains("whsec"));
        assertFalse(refused.getMessage().matches("(?s).*[0-9a-f]{32}.*"));
    }

    private static void assertPasses(String header) {
        byte[] body = EVENT.getBytes(StandardCharsets.UTF_8);
        assertDoesNotThrow(() -> WebhookSignature.verify(header, body, BOTH, TOLERANCE, Instant.now()));
    }

    private static Problem assertRefused(String event, String header, List<String> secrets) {
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        Problem refused = assertThrows(
                Problem.class, () -> WebhookSignature.verify(header, body, secrets, TOLERANCE, Instant.now()));
        assertEquals(ProblemCode.INVALID_SIGNATURE, refused.code());
        return refused;
    }
}
