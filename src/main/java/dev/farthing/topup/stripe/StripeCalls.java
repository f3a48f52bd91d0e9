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

/** Each call ends within the timeout, by an answer or a {@link Processor.ProcessorDown}. */
@ApplicationScoped
class StripeCalls {
    private static final Logger LOG = Logger.getLogger(StripeCalls.class);

    /** Pins the shape of answers; events have their endpoint's version. */
    private static final String API_VERSION = "2025-09-30.clover";

    private static final Pattern KEY = Pattern.compile("\\w+");
    private static final Pattern SECRETS = Pattern.compile("\\b(sk|rk|pk|whsec)_\\S+");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final int MAX_LOGGED = 300;

    private final StripeConfig config;
    private volatile StripeApi api;

    StripeCalls(StripeConfig config) {
        this.config = config;
    }

    record Answer(int status, JsonNode body) {
        boolean isRefusal() {
            return status >= 400;
        }

        /** Empty without one. */
        String errorCode() {
            return body.path("error").path("code").asText("");
        }

        /** Empty without one. */
        String errorParameter() {
            return body.path("error").path("param").asText("");
        }
    }

    /** @param purpose for the log: "read payment X" */
    JsonNode call(String purpose, Function<StripeApi, Uni<Response>> call) {
        Answer answer = callOrRefusal(purpose, call);
        if (answer.isRefusal()) {
            throw refused(purpose, answer);
        }
        return answer.body();
    }

    /** Leaves a refusal to the caller. */
    Answer callOrRefusal(String purpose, Function<StripeApi, Uni<Response>> call) {
        Response answer = send(purpose, call);
        int status = answer.getStatus();
        boolean conclusive = status >= 200 && status < 300 || status >= 400 && status < 500 && status != 429;
        if (!conclusive) {
            throw new Processor.ProcessorDown("Stripe answered " + status + " when asked to " + purpose, null);
        }
        try {
            return new Answer(status, StripeJson.object(answer.readEntity(String.class)));
        } catch (IOException notJson) {
            // No cause: it quotes the answer.
            throw new Processor.ProcessorDown(
                    "Stripe answered " + status + " without a JSON object when asked to " + purpose, null);
        }
    }

    /** Logs the error for the operator; callers see Stripe as unavailable. */
    Processor.ProcessorDown refused(String purpose, Answer answer) {
        LOG.errorf(
                "Stripe refused to %s: %s %s: %s",
                purpose,
                answer.status(),
                loggable(answer.errorCode()),
                loggable(answer.body().path("error").path("message").asText("")));
        return new Processor.ProcessorDown("Stripe refused to " + purpose + " with status " + answer.status(), null);
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

    /** Limits the whole call: the client's timeouts restart with each chunk. */
    private Response send(String purpose, Function<StripeApi, Uni<Response>> call) {
        StripeApi stripe = api();
        try {
            return call.apply(stripe).await().atMost(config.timeout());
        } catch (io.smallrye.mutiny.TimeoutException timeout) {
            throw new Processor.ProcessorDown("Stripe did not answer in time when asked to " + purpose, timeout);
        } catch (RuntimeException fault) {
            // Only the name: the message may quote the request.
            throw new Processor.ProcessorDown(
                    "Stripe cannot be reached to " + purpose + " ("
                            + rootCause(fault).getClass().getSimpleName() + ")",
                    fault);
        }
    }

    /** Opened on first use: a native image must hold no connection and no secret. */
    private StripeApi open() {
        String secret = config.secretKey().map(String::strip).orElse("");
        // The exception of an invalid header value quotes it.
        if (!KEY.matcher(secret).matches()) {
            throw new Processor.ProcessorDown("farthing.topup.stripe.secret-key is missing or not a Stripe key", null);
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
        return masked.length() <= MAX_LOGGED ? masked : masked.substring(0, MAX_LOGGED);
    }
}
