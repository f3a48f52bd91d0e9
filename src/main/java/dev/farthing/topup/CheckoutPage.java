package dev.farthing.topup;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** How a page on the way to a payment is sent. */
public final class CheckoutPage {
    private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");

    private CheckoutPage() {}

    /** Not stored, not framed, no script; the address holds a signature, so it is not sent to other sites as referrer. */
    public static Response answer(int status, String page) {
        return Response.status(status)
                .type(HTML)
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
