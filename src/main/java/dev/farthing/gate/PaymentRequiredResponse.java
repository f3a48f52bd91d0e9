package dev.farthing.gate;

import dev.farthing.ledger.Eligibility;
import dev.farthing.topup.link.TopUpOffers;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Problems;
import dev.farthing.web.Slug;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** The 402: price, balance, shortfall, and how to pay. */
@ApplicationScoped
class PaymentRequiredResponse {
    private final Problems problems;
    private final TopUpOffers offers;
    private final FarthingConfig config;
    private final BookCurrency currency;

    PaymentRequiredResponse(Problems problems, TopUpOffers offers, FarthingConfig config, BookCurrency currency) {
        this.problems = problems;
        this.offers = offers;
        this.config = config;
        this.currency = currency;
    }

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
                        "%s costs %s, more than is left of this client's limit for today.",
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

    Response purchaseNeeded(ContainerRequestContext request, Quote quote) {
        return answer(request, ProblemCode.PURCHASE_NEEDED, "%s costs %s; GET buys it, HEAD does not.", quote);
    }

    private Response answer(ContainerRequestContext request, ProblemCode code, String detail, Quote quote) {
        ArticleHead article = quote.article();
        String path = Slug.path(article.slug()) + "/preview";
        String topUp = offers.url(quote.clientId(), article.slug(), quote.shortfallMicros());
        Map<String, Object> extras = new LinkedHashMap<>();
        extras.put("price", currency.money(quote.priceMicros()));
        if (quote.clientId() != null) {
            extras.put("balance", currency.money(quote.balanceMicros()));
            if (quote.shortfallMicros() > 0) {
                extras.put("shortfall", currency.money(quote.shortfallMicros()));
            }
        }
        extras.put("topUpUrl", topUp);
        extras.put("preview", preview(article, config.link(path)));
        Problem problem = Problem.of(
                code,
                detail.formatted("\"" + article.title() + "\"", text(quote.priceMicros()))
                        + offers.note(quote.shortfallMicros()));
        return problems.answer(problem, request.getUriInfo().getPath(), request.getAcceptableMediaTypes(), extras)
                .header(
                        HttpHeaders.LINK,
                        "<" + topUp + ">; rel=\"payment\"; title=\"Add credit\", <" + path + ">; rel=\"preview\"")
                .build();
    }

    /** Visible to everyone. */
    private static Map<String, String> preview(ArticleHead article, String url) {
        Map<String, String> preview = new LinkedHashMap<>();
        preview.put("title", article.title());
        preview.put("summary", article.summary());
        preview.put("lead", article.lead());
        preview.put("language", article.language());
        preview.put("url", url);
        return preview;
    }

    private String text(long micros) {
        return currency + " " + currency.text(micros);
    }
}
