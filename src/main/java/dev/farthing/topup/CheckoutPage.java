package dev.farthing.topup;

import dev.farthing.web.Html;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The response for a page on the way to a payment. */
public final class CheckoutPage {
    private CheckoutPage() {}

    /** Not stored, not framed, no script. The address holds a signature, so other sites do not get it as referrer. */
    public static Response answer(int status, String page) {
        return Response.status(status)
                .type(Html.TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "same-origin")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'")
                .entity(page)
                .build();
    }
}
