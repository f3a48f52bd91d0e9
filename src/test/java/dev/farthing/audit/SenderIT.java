package dev.farthing.audit;

import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.is;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sender's address in an audit record; forwarded headers count only from trusted proxies. */
@OwnInstances
class SenderIT {
    private static final String SAID = "203.0.113.7";

    @Test
    void trustedProxySetsTheAddressOfTheSender() {
        Map<String, String> config =
                PackagedApp.production(TestDatabase.shared().another("sender_by_proxy"));
        config.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        config.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");

        assertAddress(SAID, config);
    }

    @Test
    void forwardedHeadersOfAnUnnamedProxyAreIgnored() {
        Map<String, String> config =
                PackagedApp.production(TestDatabase.shared().another("sender_by_stranger"));
        config.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        config.put("quarkus.http.proxy.trusted-proxies", "10.0.0.0/8");

        assertAddress("127.0.0.1", config);
    }

    @Test
    void forwardedHeadersAreIgnoredByDefault() {
        assertAddress("127.0.0.1", PackagedApp.production(TestDatabase.shared().another("sender_direct")));
    }

    private static void assertAddress(String address, Map<String, String> config) {
        try (PackagedApp app = PackagedApp.start(config)) {
            Wallet reader = app.remote().wallet("1.00");
            given().baseUri(app.baseUrl())
                    .header("Authorization", "Bearer " + Api.ADMIN_KEY)
                    .header("X-Forwarded-For", SAID)
                    .delete("/v1/clients/" + reader.id() + "/suspension")
                    .then()
                    .statusCode(200);

            given().baseUri(app.baseUrl())
                    .header("Authorization", "Bearer " + Api.ADMIN_KEY)
                    .get("/v1/acts?act=client.resume")
                    .then()
                    .statusCode(200)
                    .body("items.address", is(List.of(address)));
        }
    }
}
