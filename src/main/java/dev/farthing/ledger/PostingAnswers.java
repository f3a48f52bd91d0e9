package dev.farthing.ledger;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.ws.rs.core.Response;

/** Answers a credit or a debit by what became of it. */
record PostingAnswers(String currency) implements Postings.Outcome.Visitor<Response> {
    @Override
    public Response done(Postings.Outcome.Done done) {
        return Response.status(201)
                .entity(EntryView.of(done.entry(), null, currency))
                .header("Idempotency-Replayed", done.replayed() ? "true" : null)
                .build();
    }

    @Override
    public Response referenceReused() {
        throw Problem.at(
                ProblemCode.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key",
                "This key was used before for another movement of this client.");
    }

    @Override
    public Response noSuchClient() {
        throw ClientIds.noSuchClient();
    }

    @Override
    public Response outOfRange() {
        throw Problem.at(
                ProblemCode.BALANCE_TOO_LOW,
                "amount",
                "The balance would leave its range: it is never below zero, nor above 10^12.");
    }

    @Override
    public Response tooManyLots() {
        throw Problem.at(
                ProblemCode.TOO_MANY_EXPIRIES,
                "expiresAt",
                "The client holds promotional credit with 100 different expiry times; use one of these, or wait for the next to pass.");
    }
}
