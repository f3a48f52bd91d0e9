package dev.farthing.topup.stripe;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers stay unparsed: {@link StripeCalls} reads them as trees, errors included. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
interface StripeApi {
    /** Stripe answers a repeated key with its first answer. */
    String IDEMPOTENCY_KEY = "Idempotency-Key";

    @POST
    @Path("/checkout/sessions")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<Response> createSession(@HeaderParam(IDEMPOTENCY_KEY) String key, Form session);

    @GET
    @Path("/checkout/sessions/{session}")
    Uni<Response> session(@PathParam("session") String session, @QueryParam("expand[]") String expand);

    @GET
    @Path("/payment_intents/{intent}")
    Uni<Response> paymentIntent(@PathParam("intent") String intent, @QueryParam("expand[]") String expand);

    @GET
    @Path("/disputes")
    Uni<Response> disputes(@QueryParam("payment_intent") String intent, @QueryParam("limit") int limit);

    @GET
    @Path("/refunds")
    Uni<Response> refunds(
            @QueryParam("payment_intent") String intent,
            @QueryParam("limit") int limit,
            @QueryParam("starting_after") String after);

    @POST
    @Path("/refunds")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<Response> createRefund(@HeaderParam(IDEMPOTENCY_KEY) String key, Form refund);
}
