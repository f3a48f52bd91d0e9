package dev.farthing.topup.sandbox;

import dev.farthing.web.BookCurrency;
import dev.farthing.web.Html;
import dev.farthing.web.Problem;

final class SandboxPage {
    private SandboxPage() {}

    /**
     * @param decline of the last attempt, or null
     * @param docUrl of its code
     */
    static String form(SandboxPayments.Payment payment, BookCurrency currency, Problem decline, String docUrl) {
        String error = decline == null
                ? ""
                : "<p role=\"alert\"><strong>%s</strong> (<a href=\"%s\">%s</a>)</p>\n"
                        .formatted(
                                Html.escape(decline.getMessage()),
                                Html.escape(docUrl),
                                decline.code().code());
        return Html.page("Sandbox checkout", "en", """
                <h1>Sandbox checkout</h1>
                <p>%s %s. No money moves here: pay with a test card such as 4242 4242 4242 4242, any month ahead and any
                three digits.</p>
                %s<form method="post">
                <p><label>Card number<br><input name="number" inputmode="numeric" autocomplete="off" required></label></p>
                <p><label>Expiry, month/year<br><input name="exp" placeholder="08/30" autocomplete="off" required></label></p>
                <p><label>Security code<br><input name="cvc" inputmode="numeric" autocomplete="off" required></label></p>
                <p><button>Pay</button></p>
                </form>
                <p><a href="%s">Not now</a></p>""".formatted(
                        currency.text(payment.amountMicros()), currency, error, Html.escape(payment.returnTo())));
    }
}
