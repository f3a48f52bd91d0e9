package dev.farthing.topup.sandbox;

import dev.farthing.topup.CheckoutPage;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.ReturnUrl;
import dev.farthing.web.AuditAction;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.Audited;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.ContentNegotiation;
import dev.farthing.web.Form;
import dev.farthing.web.Html;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Problems;
import dev.farthing.web.Roles;
import dev.farthing.web.StrictJson;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The processor's own side of a payment; only if configured. */
@Path("/sandbox")
@Tag(name = "Sandbox")
class SandboxResource {
    private static final List<MediaType> OFFERED = List.of(MediaType.APPLICATION_JSON_TYPE, Html.TYPE);
    private static final int MAX_INPUT = 100;

    private final SandboxCheckout checkout;
    private final BookCurrency currency;
    private final Problems problems;

    SandboxResource(SandboxCheckout checkout, BookCurrency currency, Problems problems) {
        this.checkout = checkout;
        this.currency = currency;
        this.problems = problems;
    }

    public record Part(@NotNull Money amount) implements AuditDetails {

        @Override
        public Map<String, String> auditDetails() {
            return Collections.singletonMap("amount", AuditDetails.text(amount));
        }
    }

    @Schema(name = "SandboxPayment")
    @RegisterForReflection
    public record PaymentView(String payment, PaymentState.Status status, String returnTo) {}

    @Schema(name = "CardFields", description = "The fields of the form")
    public record CardFields(String number, String exp, String cvc) {}

    @GET
    @Path("/checkout/{payment}")
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The card form")
    @Refuses(codes = {ProblemCode.NOT_FOUND, ProblemCode.TOP_UP_OVER})
    @APIResponse(
            responseCode = "200",
            description = "The form",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    public Response form(String payment) {
        return page(checkout.open(payment), null);
    }

    @POST
    @Path("/checkout/{payment}")
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    @Operation(
            summary = "Pay by card: number, exp (2030-08 or 08/30) and cvc",
            description = "4242424242424242 pays, 4000000000000077 pays later; declined are 4000000000000069"
                    + " (expired_card), 4000000000000002 (card_declined), 4000000000009995 (insufficient_funds),"
                    + " 4000000000000127 (incorrect_cvc), 4000000000000119 (processing_error). Paying twice pays once.")
    @Refuses(
            value = ProblemGroup.CARD,
            codes = {
                ProblemCode.NOT_FOUND,
                ProblemCode.TOP_UP_OVER,
                ProblemCode.INVALID_FIELD,
                ProblemCode.UNSUPPORTED_MEDIA_TYPE
            })
    @APIResponse(
            responseCode = "303",
            description = "Paid or pending: back to where the reader came from",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    public Response pay(
            String payment,
            @RequestBody(content = @Content(schema = @Schema(implementation = CardFields.class))) Form form,
            @Context HttpHeaders headers) {
        boolean page = ContentNegotiation.best(headers.getAcceptableMediaTypes(), OFFERED) == Html.TYPE;
        SandboxPayments.Payment open = checkout.open(payment);
        try {
            Card card = Card.of(input("number", form), input("exp", form), input("cvc", form), "exp");
            SandboxPayments.Payment paid = checkout.pay(open, card);
            return Response.seeOther(URI.create(ReturnUrl.withTopUp(paid.returnTo(), paid.topUpId())))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(new PaymentView(
                            paid.id(), paid.state(currency.code()).status(), paid.returnTo()))
                    .build();
        } catch (Problem decline) {
            if (!page || decline.code() == ProblemCode.TOP_UP_OVER) {
                throw decline;
            }
            return page(open, decline);
        }
    }

    /** @param decline of the last attempt, or null */
    private Response page(SandboxPayments.Payment payment, Problem decline) {
        return CheckoutPage.answer(
                decline == null ? 200 : decline.code().status(),
                SandboxPage.form(payment, currency, decline, decline == null ? null : problems.docUrl(decline.code())),
                "'self' " + ReturnUrl.originOf(payment.returnTo()));
    }

    @Audited(AuditAction.SANDBOX_REFUND)
    @POST
    @Path("/payments/{payment}/refunds")
    @RolesAllowed(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Simulate a refund made at the processor")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT},
            codes = {ProblemCode.NOT_FOUND, ProblemCode.REFUND_TOO_LARGE})
    @APIResponse(
            responseCode = "201",
            description = "The payment; the event has been sent",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    public Response refund(String payment, @NotNull @Valid Part part) {
        return created(checkout.refund(payment, currency.micros("amount", part.amount())));
    }

    @Audited(AuditAction.SANDBOX_DISPUTE)
    @POST
    @Path("/payments/{payment}/disputes")
    @RolesAllowed(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Simulate a dispute by the cardholder")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT},
            codes = {ProblemCode.NOT_FOUND, ProblemCode.REFUND_TOO_LARGE})
    @APIResponse(
            responseCode = "201",
            description = "The payment; the event has been sent",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    public Response dispute(String payment, @NotNull @Valid Part part) {
        return created(checkout.dispute(payment, currency.micros("amount", part.amount())));
    }

    @Audited(AuditAction.SANDBOX_REINSTATEMENT)
    @POST
    @Path("/payments/{payment}/reinstatements")
    @RolesAllowed(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Simulate a dispute that is won, or a part of one: the processor has the money again",
            description = "At most what disputes of the payment have taken and not given back.")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT},
            codes = {ProblemCode.NOT_FOUND, ProblemCode.REFUND_TOO_LARGE})
    @APIResponse(
            responseCode = "201",
            description = "The payment; the event has been sent",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    public Response reinstate(String payment, @NotNull @Valid Part part) {
        return created(checkout.reinstate(payment, currency.micros("amount", part.amount())));
    }

    private Response created(SandboxPayments.Payment payment) {
        return Response.status(201)
                .entity(new PaymentView(
                        payment.id(), payment.state(currency.code()).status(), payment.returnTo()))
                .build();
    }

    /** Never quoted in the problem: it may be a card number. */
    private static String input(String field, Form form) {
        String text = form == null ? null : form.get(field);
        if (text != null && (text.length() > MAX_INPUT || StrictJson.firstUnstorable(text) >= 0)) {
            throw Problem.at(ProblemCode.INVALID_FIELD, field, field + " is a text of at most 100 characters.");
        }
        return text;
    }
}
