package dev.farthing.topup;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Slug;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** A reader returns only to origins that the operator configures. */
@ApplicationScoped
public class ReturnUrl {
    private static final int LONGEST = 2_000;

    private final FarthingConfig farthing;
    private final Set<String> origins = new HashSet<>();

    ReturnUrl(FarthingConfig farthing, TopUpConfig config) {
        this.farthing = farthing;
        origins.add(origin(farthing.baseUrl()));
        config.returnOrigins().orElse(List.of()).forEach(allowed -> origins.add(origin(allowed)));
    }

    /**
     * Defaults to the article, or else to a thank-you page.
     *
     * @throws Problem {@code invalid_return_to}
     */
    public String checked(String returnTo, String article) {
        if (returnTo == null) {
            return farthing.link(article == null ? "/top-up/return" : Slug.path(article));
        }
        try {
            URI address = new URI(returnTo);
            if (returnTo.length() <= LONGEST && address.getRawUserInfo() == null && isAllowed(origin(address))) {
                return returnTo;
            }
        } catch (URISyntaxException notAnAddress) {
            // refused below
        }
        throw Problem.at(
                ProblemCode.INVALID_RETURN_TO,
                "returnTo",
                "returnTo must be an absolute address on an origin that this service is configured to return readers to.");
    }

    public static String withTopUp(String address, UUID topUpId) {
        int fragment = address.indexOf('#');
        String page = fragment < 0 ? address : address.substring(0, fragment);
        String rest = fragment < 0 ? "" : address.substring(fragment);
        return page + (page.indexOf('?') < 0 ? "?" : "&") + "topUp=" + topUpId + rest;
    }

    /** As a source of a Content-Security-Policy. */
    public static String originOf(String returnTo) {
        return origin(URI.create(returnTo));
    }

    private boolean isAllowed(String origin) {
        return origin != null && origins.contains(origin);
    }

    /** Null without scheme and host. Browsers and java.net.URI may parse the rest differently. */
    private static String origin(URI address) {
        if (address.getScheme() == null || address.getHost() == null) {
            return null;
        }
        int port =
                address.getPort() >= 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return (address.getScheme() + "://" + address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
