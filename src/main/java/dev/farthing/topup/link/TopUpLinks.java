package dev.farthing.topup.link;

import dev.farthing.topup.TopUpConfig;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Hmac;
import dev.farthing.web.Money;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code /top-up?client=&article=&amount=&currency=&expires=&key=&signature=}: an HMAC signs the other parameters; the
 * key's name lets keys rotate.
 */
@ApplicationScoped
class TopUpLinks {
    /** No signature made for another purpose fits a link. */
    private static final String PURPOSE = "farthing top-up link 1";

    private static final List<String> REQUIRED = List.of("amount", "currency", "expires", "key");

    private final FarthingConfig farthing;
    private final TopUpConfig config;
    private final Clock clock;
    private final Map<String, String> keys;

    TopUpLinks(FarthingConfig farthing, TopUpConfig config, Clock clock) {
        this.farthing = farthing;
        this.config = config;
        this.clock = clock;
        this.keys = keys(config.linkKeys().orElse(List.of()));
    }

    /** By id, the signing one first; without a colon the id is {@code ""}. */
    static Map<String, String> keys(List<String> texts) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String text : texts) {
            int colon = text.indexOf(':');
            keys.put(
                    text.substring(0, Math.max(0, colon)).strip(),
                    text.substring(colon + 1).strip());
        }
        return keys;
    }

    String url(UUID clientId, String article, long amountMicros) {
        String key = keys.keySet().iterator().next();
        Map<String, String> parameters = new LinkedHashMap<>();
        if (clientId != null) {
            parameters.put("client", clientId.toString());
        }
        if (article != null) {
            parameters.put("article", article);
        }
        parameters.put("amount", Money.format(amountMicros, farthing.currency()));
        parameters.put("currency", farthing.currency());
        parameters.put(
                "expires",
                Long.toString(clock.instant().plus(config.linkLifetime()).getEpochSecond()));
        parameters.put("key", key);
        return farthing.link("/top-up?") + LinkParameters.query(parameters) + "&signature="
                + signature(keys.get(key), parameters);
    }

    /** @throws Problem {@code invalid_link} or {@code link_expired} */
    TopUpLink read(LinkParameters link) {
        Map<String, String> parameters = link.signed();
        if (!parameters.keySet().containsAll(REQUIRED)) {
            throw invalid();
        }
        String secret = keys.get(link.key);
        if (secret == null || link.signature == null || !Hmac.same(signature(secret, parameters), link.signature)) {
            throw invalid();
        }
        Instant expires = Instant.ofEpochSecond(Long.parseLong(link.expires));
        if (!expires.isAfter(clock.instant())) {
            throw Problem.of(
                    ProblemCode.LINK_EXPIRED,
                    "This top-up link expired at " + expires + ". Read the article again for a new one.");
        }
        return new TopUpLink(
                link.client == null ? null : Params.uuid("client", link.client),
                link.article,
                Money.parseMicros(link.amount, "amount"),
                expires,
                link.signature);
    }

    private static Problem invalid() {
        return Problem.of(
                ProblemCode.INVALID_LINK,
                "This top-up link was changed or cut: its signature does not match. Read the article again for a new one.");
    }

    private static String signature(String secret, Map<String, String> parameters) {
        String signed = PURPOSE + "\n" + LinkParameters.query(parameters);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hmac.of(secret, signed));
    }
}
