package dev.farthing.topup.link;

import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Of a top-up link. */
public class LinkParameters {
    @QueryParam("client")
    @Parameter(description = "The client to credit; absent: the client whose key is sent, or a new wallet")
    String client;

    @QueryParam("article")
    String article;

    @QueryParam("amount")
    String amount;

    @QueryParam("currency")
    String currency;

    @QueryParam("expires")
    String expires;

    @QueryParam("key")
    String key;

    @QueryParam("signature")
    String signature;

    @QueryParam("returnTo")
    String returnTo;

    /** What the signature is over, in its order. */
    Map<String, String> signed() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "client", client);
        put(parameters, "article", article);
        put(parameters, "amount", amount);
        put(parameters, "currency", currency);
        put(parameters, "expires", expires);
        put(parameters, "key", key);
        return parameters;
    }

    /** Without what a mail or a page has added to the link. */
    String query() {
        Map<String, String> parameters = signed();
        put(parameters, "signature", signature);
        put(parameters, "returnTo", returnTo);
        return query(parameters);
    }

    /** Encoded, so that no value can pose as a parameter. */
    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
