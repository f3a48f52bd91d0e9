package dev.farthing.voucher;

import dev.farthing.client.Suspension;
import dev.farthing.ledger.EntryView;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Caller;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me/vouchers")
@RolesAllowed(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vouchers")
class VoucherResource {

    private final Vouchers vouchers;
    private final Suspension suspension;
    private final SecurityIdentity identity;
    private final BookCurrency currency;

    VoucherResource(Vouchers vouchers, Suspension suspension, SecurityIdentity identity, BookCurrency currency) {
        this.vouchers = vouchers;
        this.suspension = suspension;
        this.identity = identity;
        this.currency = currency;
    }

    public record Redemption(
            @NotNull
            @Schema(
                    description =
                            "25 letters and digits; case, hyphens and blanks are ignored, O reads as 0, I and L as 1",
                    examples = "7ZK3M-N0012-3A4BC-5DE6F-G7H8J")
            String code) {

        /** See {@link VoucherCode#toString}. */
        @Override
        public String toString() {
            return "Redemption[]";
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Redeem a voucher",
            description =
                    "Can be repeated: the client that redeemed the voucher gets the same entry again. Too many wrong codes"
                            + " are refused for a while (429).")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON},
            codes = {
                ProblemCode.CLIENT_SUSPENDED,
                ProblemCode.INVALID_VOUCHER,
                ProblemCode.VOUCHER_NOT_FOUND,
                ProblemCode.VOUCHER_REDEEMED,
                ProblemCode.VOUCHER_EXPIRED,
                ProblemCode.VOUCHER_REVOKED,
                ProblemCode.TOO_MANY_GUESSES,
                ProblemCode.BALANCE_TOO_LOW,
                ProblemCode.TOO_MANY_EXPIRIES
            })
    @APIResponse(
            responseCode = "201",
            description = "The entry",
            headers = {@Header(name = "Idempotency-Replayed", ref = "Idempotency-Replayed")},
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response redeem(@NotNull @Valid Redemption redemption) {
        UUID clientId = Caller.of(identity).requireClient();
        suspension.require(clientId);
        return vouchers.redeem(clientId, redemption.code())
                .fold(
                        this::answer,
                        () -> {
                            throw Problem.at(
                                    ProblemCode.INVALID_VOUCHER,
                                    "code",
                                    "This is no voucher code: a code has 25 letters and digits, and at least one is wrong or missing.");
                        },
                        () -> {
                            throw Problem.of(ProblemCode.VOUCHER_NOT_FOUND, "There is no voucher with this code.");
                        });
    }

    private Response answer(Vouchers.Outcome.Redeemed redeemed) {
        return Response.status(201)
                .entity(EntryView.of(redeemed.entry(), null, currency.code()))
                .header("Idempotency-Replayed", redeemed.replayed() ? "true" : null)
                .build();
    }
}
