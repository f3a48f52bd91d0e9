package dev.farthing.topup;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Where a reader comes back to after a checkout: never anywhere that the operator has not named. */
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
     * The address itself, or where it is absent the article, or where that is unknown too, a page that says thank you.
     *
     * @throws Problem {@code invalid_return_to}
     */
    public String checked(String returnTo, String article) {
        if (returnTo == null) {
            return farthing.link(article == null ? "/top-up/return" : "/v1/articles/" + article);
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
                "returnTo is an absolute address on an origin that this service sends readers back to.");
    }

    /** The address with the top-up's id as one more query parameter, so that a frontend can ask for it. */
    public static String withTopUp(String address, UUID topUpId) {
        int fragment = address.indexOf('#');
        String page = fragment < 0 ? address : address.substring(0, fragment);
        String rest = fragment < 0 ? "" : address.substring(fragment);
        return page + (page.indexOf('?') < 0 ? "?" : "&") + "topUp=" + topUpId + rest;
    }

    private boolean isAllowed(String origin) {
        return origin != null && origins.contains(origin);
    }

    /** Scheme, host and port, or null where it has none; a browser and java.net.URI might read anything beyond them differently. */
    private static String origin(URI address) {
        if (address.getScheme() == null || address.getHost() == null) {
            return null;
        }
        int port =
                address.getPort() >= 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return (address.getScheme() + "://" + address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
