package dev.farthing.client;

import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Payments.path;
import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Elsewhere;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An address opens so many wallets an hour; others are not affected. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RegistrationLimitTest {
    private static final String ADA = "{\"name\":\"Ada\"}";
    private static final Elsewhere CROWD = new Elsewhere(201);

    @Inject
    RegistrationLimit limit;

    @BeforeEach
    void useUpTheLimit() {
        assertEquals(201, new Elsewhere(202).post("/v1/clients", null, ADA).status());
        while (limit.take(CROWD.network()) == 0) {
            // The next turn.
        }
    }

    @Test
    void addressBeyondItsLimitWaits() {
        Elsewhere.Answer refused = CROWD.post("/v1/clients", null, ADA);

        assertEquals(429, refused.status(), refused::toString);
        assertTrue(refused.body().contains("\"too_many_registrations\""), refused::body);
        assertTrue(refused.retryAfterS() > 3_500 && refused.retryAfterS() <= 3_601, refused::toString);
        wallet();
    }

    @Test
    void clientOfThatAddressIsLimitedAndAnAdminIsNot() {
        assertEquals(429, CROWD.post("/v1/clients", wallet().key(), ADA).status());
        assertEquals(201, CROWD.post("/v1/clients", ADMIN_KEY, ADA).status());
    }

    @Test
    void topUpLinkOpensNoWalletBeyondTheLimit() {
        String link = path(given().get("/v1/articles/" + article("0.05")).path("topUpUrl"));

        Elsewhere.Answer refused = CROWD.post(link, null, "{}");

        assertEquals(429, refused.status(), refused::toString);
        assertTrue(refused.retryAfterS() > 0, refused::toString);
        assertEquals(201, CROWD.post(link, wallet().key(), "{}").status(), "a wallet that exists");
    }
}
