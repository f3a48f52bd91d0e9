package dev.farthing.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Remote;
import dev.farthing.support.TestDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each use of a key is written in its turn, and the rest at shutdown. */
@OwnInstances
class KeyUsageIT {
    private static final int READERS = 40;
    private static final String UNUSED = "select count(*) from api_key where last_used_at is null";

    @Test
    void useOfEveryKeyIsWrittenInItsTurn() {
        TestDatabase database = TestDatabase.shared().another("key_use");
        try (PackagedApp app = PackagedApp.start(PackagedApp.production(database))) {
            useNewKeys(app.remote());

            Await.until(
                    () -> database.value(UNUSED).equals("0"),
                    () -> database.value(UNUSED) + " used keys are not recorded");
        }
    }

    @Test
    void shutdownWritesTheRemainingUses() {
        TestDatabase database = TestDatabase.shared().another("key_use_stop");
        PackagedApp app = PackagedApp.start(PackagedApp.production(database));
        useNewKeys(app.remote());

        app.stop();

        assertEquals("0", database.value(UNUSED));
    }

    private static void useNewKeys(Remote shop) {
        for (Wallet reader :
                Stream.generate(() -> shop.wallet("1.00")).limit(READERS).toList()) {
            assertEquals(200, shop.get(reader.key(), "/v1/me").status());
        }
    }
}
