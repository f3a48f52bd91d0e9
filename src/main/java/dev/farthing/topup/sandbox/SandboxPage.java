package dev.farthing.topup.sandbox;

import dev.farthing.web.Html;
import dev.farthing.web.Money;

/** The sandbox's card form, as a hosted checkout has one. */
final class SandboxPage {
    private SandboxPage() {}

    /** @param refused why the last try failed, or null */
    static String form(SandboxPayments.Payment payment, String currency, String refused) {
        String error = refused == null ? "" : "<p role=\"alert\"><strong>" + Html.escape(refused) + "</strong></p>\n";
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
                Money.format(payment.amountMicros(), currency), currency, error, Html.escape(payment.returnTo())));
    }
}
