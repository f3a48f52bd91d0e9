package dev.farthing.topup.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.farthing.topup.TopUp;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Caller;
import dev.farthing.web.ContentNegotiation;
import dev.farthing.web.ExactJson;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemBody;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Problems;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The call this project started from: card payment in one request, 402 on a decline. */
@Path("/merchant/transfers")
@RolesAllowed(Roles.CLIENT)
@Produces({MediaType.APPLICATION_JSON, Problems.PROBLEM_JSON})
@Tag(name = "Transfers")
class TransferResource {
    private static final MediaType PROBLEM = MediaType.valueOf(Problems.PROBLEM_JSON);
    private static final List<MediaType> OFFERED = List.of(MediaType.APPLICATION_JSON_TYPE, PROBLEM);

    private final Transfers transfers;
    private final Problems problems;
    private final SecurityIdentity identity;
    private final BookCurrency currency;

    TransferResource(Transfers transfers, Problems problems, SecurityIdentity identity, BookCurrency currency) {
        this.transfers = transfers;
        this.problems = problems;
        this.identity = identity;
        this.currency = currency;
    }

    @Schema(name = "Transfer")
    @RegisterForReflection
    public record TransferView(
            UUID id,
            String reference,

            @Schema(description = "Minor units, as sent") String amount,

            String currency,
            TopUp.Status status,

            @Schema(description = "Brand and last four digits")
            String card,

            @JsonProperty("created_at") Instant createdAt) {}

    @Schema(name = "TransferCredit")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record CreditView(
            Money amount,

            @Schema(description = "Promotional credit on top; absent: none")
            Money bonus,

            @Schema(description = "Sequence of the entry in the client's statement")
            long entry) {}

    @Schema(name = "TransferAnswer")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record Answer(
            TransferView transfer,

            @Schema(description = "Absent while the transfer is PENDING")
            CreditView credit) {}

    @Schema(name = "Decline")
    @RegisterForReflection
    public record Decline(ProblemBody.Error error) {}

    /** For the OpenAPI document. */
    @Schema(name = "NewTransfer")
    record NewTransfer(
            @Schema(required = true) @JsonProperty("payment_transfer")
            PaymentTransfer paymentTransfer) {}

    /** For the OpenAPI document. */
    @Schema(name = "PaymentTransfer")
    record PaymentTransfer(
            @Schema(
                    required = true,
                    examples = "payment123456",
                    description = "Identifies the transfer; 1 to 100 characters")
            String reference,

            @Schema(required = true, examples = "1337", description = "Minor units: 1337 is 13.37")
            String amount,

            @Schema(required = true, examples = "eur") String currency,

            @Schema(required = true, examples = "pan:5299920000000149;exp=2040-08;cvc=123")
            @JsonProperty("sender_account_uri")
            String senderAccountUri) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Pay by card, once per reference",
            description = "The same body replays the first answer, success or decline. Amounts are in minor units:"
                    + " \"1337\" is 13.37. Card data is not stored.")
    @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = NewTransfer.class)))
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.CARD, ProblemGroup.AMOUNT},
            codes = {
                ProblemCode.TOP_UPS_OFF,
                ProblemCode.CLIENT_SUSPENDED,
                ProblemCode.REFERENCE_REUSED,
                ProblemCode.BALANCE_TOO_LOW,
                ProblemCode.TOP_UP_OVER
            })
    @APIResponse(
            responseCode = "201",
            description = "Paid and credited",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(
            responseCode = "202",
            description = "Pending: the credit follows when the card's bank has decided",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(
            responseCode = "402",
            description = "Declined",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Decline.class)))
    public Response transfer(@NotNull ExactJson body, @Context HttpHeaders headers) {
        transfers.requireCards();
        TransferRequest request = TransferRequest.read(body.tree(), currency);
        TopUp topUp = transfers.pay(Caller.of(identity).requireClient(), request);
        return switch (topUp.status) {
            case SUCCEEDED, PARTLY_REFUNDED, REFUNDED -> accepted(201, topUp, request);
            case PENDING, PAID -> accepted(202, topUp, request);
            case FAILED -> declined(topUp, headers);
            case EXPIRED -> throw Problem.of(ProblemCode.TOP_UP_OVER, "This transfer was not paid in time.");
        };
    }

    /** The first answer, repeated even after a refund. */
    private Response accepted(int status, TopUp topUp, TransferRequest request) {
        TransferView view = new TransferView(
                topUp.id,
                request.reference(),
                request.minorAmount(),
                request.currency(),
                status == 201 ? TopUp.Status.SUCCEEDED : TopUp.Status.PENDING,
                topUp.card,
                topUp.createdAt);
        CreditView credit = status == 201
                ? new CreditView(
                        currency.money(topUp.amountMicros),
                        topUp.bonusMicros == 0 ? null : currency.money(topUp.bonusMicros),
                        topUp.entrySequence)
                : null;
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Answer(view, credit))
                .build();
    }

    private Response declined(TopUp topUp, HttpHeaders headers) {
        ProblemCode code = ProblemCode.valueOf(topUp.failure.toUpperCase(Locale.ROOT));
        if (code == ProblemCode.BALANCE_TOO_LOW) {
            throw Problem.of(
                    code, "The balance would have exceeded its maximum of 10^12; the payment went back to the payer.");
        }
        Problem problem = Problem.of(code, SandboxCards.message(code));
        if (ContentNegotiation.best(headers.getAcceptableMediaTypes(), OFFERED) == PROBLEM) {
            return problems.answer(problem, "/merchant/transfers", List.of(PROBLEM))
                    .build();
        }
        ProblemBody.Error error =
                problems.body(problem, "/merchant/transfers", Map.of()).error();
        return Response.status(402)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new Decline(error))
                .build();
    }
}
