package dev.farthing.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;

/** Concurrent changes of one client or key do not undo each other. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RacingChangesTest {
    private static final int ROUNDS = 10;

    @RepeatedTest(ROUNDS)
    void rotationDoesNotBringARevokedKeyBack() {
        Wallet wallet = remote().wallet("1.00");
        Answer second = remote().post(wallet.key(), "/v1/me/keys", "{\"label\":\"laptop\"}");
        String path = "/v1/me/keys/" + second.path("id");

        List<Answer> answers = Race.run(
                2,
                i -> i == 0
                        ? remote().send("DELETE", path, wallet.key(), null, null)
                        : remote().post(wallet.key(), path + "/rotation", "{\"overlap\":\"PT1H\"}"));

        assertEquals(204, answers.get(0).status());
        assertEquals(401, remote().get(second.path("apiKey"), "/v1/me").status());
    }

    @RepeatedTest(ROUNDS)
    void newNameDoesNotLiftALimit() {
        Wallet wallet = remote().wallet("1.00");

        Race.run(2, i -> remote().send(
                        "PATCH",
                        "/v1/me",
                        wallet.key(),
                        i == 0 ? "{\"name\":\"renamed\"}" : "{\"limits\":{\"dailyLimit\":" + Remote.eur("0.25") + "}}",
                        null));

        Answer me = remote().get(wallet.key(), "/v1/me");
        assertEquals("renamed", me.path("name"));
        assertEquals("0.25", me.path("limits.dailyLimit.amount"));
    }

    private static Remote remote() {
        return Remote.underTest();
    }
}
