package dev.farthing.topup;

import dev.farthing.web.Html;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

public final class CheckoutPage {
    private CheckoutPage() {}

    /** Never stored, framed or scripted; the signed address stays out of other sites' referrers. */
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
