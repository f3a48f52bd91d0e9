package dev.farthing.topup.link;

import dev.farthing.web.Html;
import dev.farthing.web.Money;

/** No script, no outside resources, one button each. */
public final class TopUpPage {
    private TopUpPage() {}

    static String offer(LinkOffer offer, String query) {
        StringBuilder main = new StringBuilder("<h1>Add credit</h1>\n");
        main.append("<p>").append(Html.escape(text(offer.amount()))).append(" of credit");
        if (!offer.bonus().amount().matches("0(\\.0+)?")) {
            main.append(", and ").append(Html.escape(text(offer.bonus()))).append(" on top");
        }
        main.append(". Articles are paid from it, cent by cent; reading one again is free.</p>\n");
        if (offer.client() == null) {
            main.append("<p>A wallet is opened for you on the way; its key is shown once.</p>\n");
        }
        return page(
                "Add credit",
                main.append("<form method=\"post\" action=\"?")
                        .append(Html.escape(query))
                        .append("\"><button>Pay ")
                        .append(Html.escape(text(offer.amount())))
                        .append("</button></form>\n<p><a href=\"")
                        .append(Html.escape(offer.returnTo()))
                        .append("\">Not now</a></p>")
                        .toString());
    }

    /** @param checkoutUrl null before the processor opens one */
    static String wallet(String key, String checkoutUrl) {
        String goOn = checkoutUrl == null
                ? "<p>The payment cannot be begun just now: send <code>GET /v1/me/top-ups</code> with the key in a while.</p>"
                : "<p><a class=\"button\" href=\"" + Html.escape(checkoutUrl) + "\">Go on to the payment</a></p>";
        return page("Your wallet", """
                <h1>Your wallet</h1>
                <p>This key opens your wallet. It is shown this once: keep it like cash.</p>
                <pre id="key">%s</pre>
                %s""".formatted(Html.escape(key), goOn));
    }

    static String thanks() {
        return page("Thank you", """
                <h1>Thank you</h1>
                <p>Your credit is there as soon as the payment is confirmed, most often within seconds. You can close this
                page and go back to what you wanted to read.</p>""");
    }

    private static String page(String title, String main) {
        return Html.page(title, "en", main);
    }

    private static String text(Money money) {
        return money.amount() + " " + money.currency();
    }
}
