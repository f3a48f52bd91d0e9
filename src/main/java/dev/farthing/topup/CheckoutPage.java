package dev.farthing.topup;

import dev.farthing.web.Html;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

public final class CheckoutPage {
    private CheckoutPage() {}

    /** Never stored; has no form. */
    public static Response answer(int status, String page) {
        return answer(status, page, "'none'");
    }

    /**
     * Never stored. Browsers hold the answer's redirect, too, against the targets of the page's form.
     *
     * @param targets sources of {@code form-action}
     */
    public static Response answer(int status, String page, String targets) {
        return Response.status(status)
                .type(Html.TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", Html.policy("form-action " + targets))
                .entity(page)
                .build();
    }
}
