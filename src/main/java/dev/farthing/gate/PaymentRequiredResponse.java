package dev.farthing.gate;

import dev.farthing.ledger.Eligibility;
import dev.farthing.topup.link.TopUpOffers;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** The 402 answer: what it costs, what is there, what is missing, and where to go on. */
@ApplicationScoped
class PaymentRequiredResponse {
    private final Problems problems;
    private final TopUpOffers offers;
    private final FarthingConfig config;

    PaymentRequiredResponse(Problems problems, TopUpOffers offers, FarthingConfig config) {
        this.problems = problems;
        this.offers = offers;
        this.config = config;
    }

    /** The refusal on these terms. */
    Response answer(ContainerRequestContext request, Eligibility terms, Quote quote) {
        return switch (terms) {
            case ANONYMOUS ->
                answer(
                        request,
                        ProblemCode.PAYMENT_REQUIRED,
                        "%s costs %s. Send the API key of a client with credit.",
                        quote);
            case AUTO_PURCHASE_OFF ->
                answer(
                        request,
                        ProblemCode.AUTO_PURCHASE_OFF,
                        "%s costs %s, and this client does not buy by reading.",
                        quote);
            case PRICE_ABOVE_LIMIT ->
                answer(
                        request,
                        ProblemCode.PRICE_ABOVE_LIMIT,
                        "%s costs %s, more than this client allows for one item.",
                        quote);
            case DAILY_LIMIT_REACHED ->
                answer(
                        request,
                        ProblemCode.DAILY_LIMIT_REACHED,
                        "%s costs %s, more than is left of this client's limit for today (UTC).",
                        quote);
            case INSUFFICIENT ->
                answer(
                        request,
                        ProblemCode.INSUFFICIENT_CREDIT,
                        "%s costs %s; your credit is " + text(quote.balanceMicros()) + ".",
                        quote);
            case SUSPENDED, OWNED, FREE, EXPIRY_DUE, BUSY, CHARGE ->
                throw new IllegalArgumentException("not a refusal: " + terms);
        };
    }

    /** The refusal of a HEAD that GET would have answered by buying. */
    Response purchaseNeeded(ContainerRequestContext request, Quote quote) {
        return answer(request, ProblemCode.PURCHASE_NEEDED, "%s costs %s; GET buys it, HEAD does not.", quote);
    }

    private Response answer(ContainerRequestContext request, ProblemCode code, String detail, Quote quote) {
        String currency = config.currency();
        ArticleVersion edition = quote.edition();
        String preview = "/v1/articles/" + edition.slug() + "/preview";
        String topUp = offers.url(quote.clientId(), edition.slug(), quote.shortfallMicros());
        Map<String, Object> extras = new LinkedHashMap<>();
        extras.put("price", Money.of(quote.priceMicros(), currency));
        if (quote.clientId() != null) {
            extras.put("balance", Money.of(quote.balanceMicros(), currency));
            if (quote.shortfallMicros() > 0) {
                extras.put("shortfall", Money.of(quote.shortfallMicros(), currency));
            }
        }
        extras.put("topUpUrl", topUp);
        extras.put("preview", glimpse(edition, config.link(preview)));
        Problem problem = Problem.of(code, detail.formatted("\"" + edition.title() + "\"", text(quote.priceMicros())));
        return problems.answer(problem, request.getUriInfo().getPath(), request.getAcceptableMediaTypes(), extras)
                .header(
                        HttpHeaders.LINK,
                        "<" + topUp + ">; rel=\"payment\"; title=\"Add credit\", <" + preview + ">; rel=\"preview\"")
                .build();
    }

    /** What a refused reader may see. */
    private static Map<String, String> glimpse(ArticleVersion edition, String url) {
        Map<String, String> glimpse = new LinkedHashMap<>();
        glimpse.put("title", edition.title());
        glimpse.put("summary", edition.summary());
        glimpse.put("lead", edition.lead());
        glimpse.put("url", url);
        return glimpse;
    }

    private String text(long micros) {
        return config.currency() + " " + Money.format(micros, config.currency());
    }
}
