package dev.farthing.topup.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.topup.CheckoutPage;
import dev.farthing.topup.Processors;
import dev.farthing.topup.ReturnUrl;
import dev.farthing.topup.Tiers;
import dev.farthing.topup.TopUp;
import dev.farthing.topup.TopUpView;
import dev.farthing.web.AnyQuery;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.ContentNegotiation;
import dev.farthing.web.Html;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The signed link of a 402: GET changes nothing, POST begins the top-up. */
@Path("/top-up")
@PermitAll
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
@Tag(name = "Top-ups")
class LinkResource {
    /** The address of its checkout is known only once the form has been sent. */
    private static final String TO_THE_PROCESSOR = "'self' https:";

    private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_JSON_TYPE, Html.TYPE);

    private final TopUpLinks links;
    private final LinkTopUps linkTopUps;
    private final Processors processors;
    private final Tiers tiers;
    private final ReturnUrl returnUrl;
    private final BookCurrency currency;

    LinkResource(
            TopUpLinks links,
            LinkTopUps linkTopUps,
            Processors processors,
            Tiers tiers,
            ReturnUrl returnUrl,
            BookCurrency currency) {
        this.links = links;
        this.linkTopUps = linkTopUps;
        this.processors = processors;
        this.tiers = tiers;
        this.returnUrl = returnUrl;
        this.currency = currency;
    }

    @Schema(name = "LinkedTopUp")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record LinkedTopUp(
            TopUpView topUp,

            @Schema(description = "The key of the wallet opened by this request; shown once")
            String apiKey) {}

    @GET
    @Operation(
            summary = "The offer of a top-up link; opening it moves no money",
            description = "The parameters are those of the link in a 402; returnTo may be added.")
    @Refuses(
            value = ProblemGroup.PROCESSOR,
            codes = {ProblemCode.INVALID_LINK, ProblemCode.LINK_EXPIRED, ProblemCode.INVALID_RETURN_TO})
    @APIResponse(
            responseCode = "200",
            description = "The offer; a browser gets a page with one button",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LinkOffer.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
            })
    public Response show(@BeanParam LinkParameters parameters, @Context HttpHeaders headers) {
        processors.required();
        TopUpLink link = links.read(parameters);
        LinkOffer offer = new LinkOffer(
                link.clientId(),
                currency.money(link.amountMicros()),
                currency.money(tiers.bonusMicros(link.amountMicros())),
                link.article(),
                returnUrl.checked(parameters.returnTo, link.article()),
                link.expiresAt());
        return wantsPage(headers)
                ? CheckoutPage.answer(200, TopUpPage.offer(offer, parameters.query()), TO_THE_PROCESSOR)
                : Response.ok(offer, MediaType.APPLICATION_JSON_TYPE).build();
    }

    @POST
    @AnyQuery(
            "The signature says what is wrong with a link; mails and pages that pass one on add parameters of their own.")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Begin the top-up of a link, once for each link",
            description =
                    "Moves no money. A link without a client credits the client whose key is sent, or opens a wallet;"
                            + " a link of a client credits that client, with any key or none.")
    @Refuses(
            value = {ProblemGroup.PROCESSOR, ProblemGroup.KEY, ProblemGroup.STAFF},
            codes = {
                ProblemCode.INVALID_LINK,
                ProblemCode.LINK_EXPIRED,
                ProblemCode.INVALID_RETURN_TO,
                ProblemCode.CLIENT_SUSPENDED,
                ProblemCode.TOP_UP_OVER,
                ProblemCode.TOO_MANY_REGISTRATIONS,
                ProblemCode.BALANCE_TOO_LOW,
                ProblemCode.INVALID_AMOUNT,
                ProblemCode.UNSUPPORTED_MEDIA_TYPE
            })
    @APIResponse(
            responseCode = "201",
            description = "The top-up, and the key of the wallet if one was opened",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = LinkedTopUp.class)))
    @APIResponse(
            responseCode = "200",
            description =
                    "For a browser without a client: a page with the new wallet's key and the way to the checkout",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "303",
            description = "For a browser: to the checkout",
            headers = {@Header(name = "Location", ref = "Location")})
    public Response begin(@BeanParam LinkParameters parameters, @Context HttpHeaders headers) {
        TopUpLink link = links.read(parameters);
        String address = returnUrl.checked(parameters.returnTo, link.article());
        processors.required();
        LinkTopUps.Result result = linkTopUps.begin(link, address);
        TopUp topUp = result.topUp();
        if (!wantsPage(headers)) {
            return Response.status(201)
                    .location(URI.create("/v1/top-ups/" + topUp.id))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(new LinkedTopUp(TopUpView.of(topUp, currency.code()), result.newKey()))
                    .build();
        }
        return result.newKey() == null
                ? Response.seeOther(URI.create(topUp.checkoutUrl)).build()
                : CheckoutPage.answer(200, TopUpPage.wallet(result.newKey(), topUp.checkoutUrl));
    }

    @GET
    @Path("/return")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The return page of a payer who gave no other address; shows nothing of the payment")
    @APIResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    public Response thanks() {
        return CheckoutPage.answer(200, TopUpPage.thanks());
    }

    private static boolean wantsPage(HttpHeaders headers) {
        return ContentNegotiation.best(headers.getAcceptableMediaTypes(), FORMS) == Html.TYPE;
    }
}
