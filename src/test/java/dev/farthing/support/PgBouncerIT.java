package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Where PgBouncer is installed, the packaged application shares few server connections through it. */
@QuarkusIntegrationTest
@QuarkusTestResource(PostgresResource.class)
@EnabledIfSystemProperty(named = "farthing.test.pgbouncer", matches = "true")
class PgBouncerIT {

    @Test
    void applicationUnderTestSharesServerConnectionsByTransaction() {
        Remote remote = Remote.underTest();
        Api.Wallet wallet = remote.wallet("1.00");
        long before = PgBouncer.shared().transactions("farthing");

        List<Integer> answers =
                Race.run(64, i -> remote.get(wallet.key(), "/v1/me/entries").status());

        assertEquals(64, answers.stream().filter(status -> status == 200).count());
        Map<String, String> pool = PgBouncer.shared().pool("farthing");
        assertEquals("transaction", pool.get("pool_mode"));
        assertTrue(PgBouncer.isCrowded(pool), pool::toString);
        assertTrue(PgBouncer.shared().transactions("farthing") >= before + 64);
    }
}
