package dev.farthing.topup.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.farthing.topup.Processor;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Calls to Stripe, which end in time with an answer or as {@link Processor.ProcessorDown}. */
@ApplicationScoped
class StripeCalls {
    private static final Logger LOG = Logger.getLogger(StripeCalls.class);

    /** Answers keep this shape, whatever version the account is set to. Events have the version of their endpoint. */
    private static final String API_VERSION = "2025-09-30.clover";

    private static final Pattern KEY = Pattern.compile("\\w+");
    private static final Pattern SECRETS = Pattern.compile("\\b(sk|rk|pk|whsec)_\\S+");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final int LONGEST_LOGGED = 300;

    private final StripeConfig config;
    private volatile StripeApi api;

    StripeCalls(StripeConfig config) {
        this.config = config;
    }

    /** What Stripe answered: the object that was asked for, or what is wrong with the request. */
    record Answer(int status, JsonNode body) {
        boolean isRefusal() {
            return status >= 400;
        }

        /** A code such as {@code charge_already_refunded}, empty where Stripe gives none. */
        String errorCode() {
            return body.path("error").path("code").asText("");
        }

        /** The parameter that is at fault, if it is one. */
        String errorParameter() {
            return body.path("error").path("param").asText("");
        }
    }

    /**
     * Asks for an object.
     *
     * @param what what is tried, for the log
     */
    JsonNode ask(String what, Function<StripeApi, Uni<Response>> call) {
        Answer answer = tryTo(what, call);
        if (answer.isRefusal()) {
            throw ourFault(what, answer);
        }
        return answer.body();
    }

    /** As {@link #ask}, for who knows what to do about a refusal. */
    Answer tryTo(String what, Function<StripeApi, Uni<Response>> call) {
        Response answer = send(what, call);
        int status = answer.getStatus();
        boolean understood = status >= 200 && status < 300 || status >= 400 && status < 500 && status != 429;
        if (!understood) {
            throw new Processor.ProcessorDown("Stripe answered " + status + " when asked to " + what, null);
        }
        try {
            return new Answer(status, StripeJson.object(answer.readEntity(String.class)));
        } catch (IOException notJson) {
            // Without the cause: it quotes the answer.
            throw new Processor.ProcessorDown(
                    "Stripe answered " + status + " without a JSON object when asked to " + what, null);
        }
    }

    /** Tells the operator what Stripe minds; callers see no more than that it cannot be reached. */
    Processor.ProcessorDown ourFault(String what, Answer answer) {
        LOG.errorf(
                "Stripe refused to %s: %d %s: %s",
                what,
                answer.status(),
                loggable(answer.errorCode()),
                loggable(answer.body().path("error").path("message").asText("")));
        return new Processor.ProcessorDown("Stripe refused to " + what + " with status " + answer.status(), null);
    }

    StripeApi api() {
        StripeApi opened = api;
        if (opened == null) {
            synchronized (this) {
                opened = api == null ? open() : api;
                api = opened;
            }
        }
        return opened;
    }

    @PreDestroy
    void close() throws IOException {
        if (api instanceof Closeable opened) {
            opened.close();
        }
    }

    /** The whole call has the time limit: the client's own limits begin anew with each piece of an answer. */
    private Response send(String what, Function<StripeApi, Uni<Response>> call) {
        StripeApi stripe = api();
        try {
            return call.apply(stripe).await().atMost(config.timeout());
        } catch (io.smallrye.mutiny.TimeoutException late) {
            throw new Processor.ProcessorDown("Stripe did not answer in time when asked to " + what, late);
        } catch (RuntimeException fault) {
            // Its name alone: the message of a fault may hold what was sent.
            throw new Processor.ProcessorDown(
                    "Stripe cannot be reached to " + what + " ("
                            + rootCause(fault).getClass().getSimpleName() + ")",
                    fault);
        }
    }

    /** When it is first needed, since the image of a native executable must hold no connection and no secret. */
    private StripeApi open() {
        String secret = config.secretKey().map(String::strip).orElse("");
        // Anything else would be quoted by the fault that it causes as a header.
        if (!KEY.matcher(secret).matches()) {
            throw new Processor.ProcessorDown(
                    "farthing.topup.stripe.secret-key is missing or no key of Stripe's", null);
        }
        long timeoutMs = config.timeout().toMillis();
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.apiBase())
                .connectTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .readTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .clientHeadersFactory((incoming, outgoing) -> headers(secret))
                .build(StripeApi.class);
    }

    private static MultivaluedMap<String, String> headers(String secret) {
        MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        headers.putSingle("Authorization", "Bearer " + secret);
        headers.putSingle("Stripe-Version", API_VERSION);
        return headers;
    }

    private static Throwable rootCause(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String loggable(String text) {
        String masked = SECRETS.matcher(CONTROLS.matcher(text).replaceAll(" ")).replaceAll("$1_***");
        return masked.length() <= LONGEST_LOGGED ? masked : masked.substring(0, LONGEST_LOGGED);
    }
}
