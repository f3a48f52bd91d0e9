package dev.farthing.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The audit trail holds no key, voucher code or card, whether a request succeeds or not. */
@OwnInstances
class AuditSecrecyIT {
    private static final String CARD = "4242424242424242";

    private final List<String> secrets = new ArrayList<>(List.of(Api.ADMIN_KEY, CARD));
    private Remote remote;

    @Test
    void auditTrailHoldsNoSecret() {
        TestDatabase database = TestDatabase.shared().another("trail_secrecy");
        Map<String, String> config = PackagedApp.production(database);
        config.putAll(PostgresResource.sandbox());
        try (PackagedApp app = PackagedApp.start(config)) {
            remote = app.remote();
            doEverything();
        }

        String auditTrail = database.value("select string_agg(a::text || coalesce(o::text, ''), ' ') from act a"
                + " left join act_outcome o on o.act_id = a.id");
        assertTrue(auditTrail.contains("voucher-batch.make"), auditTrail);
        assertTrue(auditTrail.contains("key.rotate"), auditTrail);
        assertTrue(auditTrail.contains("top-up.refund"), auditTrail);
        assertTrue(secrets.size() > 8, secrets::toString);
        assertEquals(
                List.of(),
                secrets.stream()
                        .flatMap(secret -> Stream.of(secret, secret.replace("-", "")))
                        .filter(auditTrail::contains)
                        .toList());
    }

    private void doEverything() {
        Wallet reader = remote.wallet("1.00");
        secrets.add(reader.key());
        String admin = key(201, "POST", "/v1/clients", "{\"name\":\"staff\",\"role\":\"ADMIN\"}", Api.ADMIN_KEY);
        String spare = key(201, "POST", "/v1/clients/" + reader.id() + "/keys", "{\"label\":\"spare\"}", admin);
        key(201, "POST", "/v1/me/keys", "{\"label\":\"laptop\"}", admin);
        String id = Json.from(remote.get(admin, "/v1/me/keys").body()).getString("items[0].id");
        key(201, "POST", "/v1/me/keys/" + id + "/rotation", "{}", admin);
        Answer made =
                send(201, "POST", "/v1/voucher-batches", "{\"amount\":" + Remote.eur("1.00") + ",\"count\":3}", admin);
        List<String> codes = Json.from(made.body()).getList("codes");
        secrets.addAll(codes);
        send(201, "POST", "/v1/me/vouchers", "{\"code\":\"" + codes.get(0) + "\"}", reader.key());
        payBack(reader, admin);

        // Secrets in fields where they do not belong.
        send(400, "DELETE", "/v1/voucher-batches/" + codes.get(1), null, admin);
        send(400, "DELETE", "/v1/clients/" + spare + "/suspension", null, admin);
        send(400, "DELETE", "/v1/me/keys/" + admin, null, admin);
        send(400, "POST", "/v1/voucher-batches", "{\"code\":\"" + codes.get(2) + "\"}", admin);
        send(400, "POST", "/v1/clients/" + reader.id() + "/credits", "{\"apiKey\":\"" + spare + "\"", admin);
        send(204, "DELETE", "/v1/voucher-batches/" + made.path("id"), null, admin);
    }

    private void payBack(Wallet reader, String admin) {
        Answer begun = send(201, "POST", "/v1/top-ups", "{\"amount\":" + Remote.eur("5.00") + "}", reader.key());
        String checkout = begun.path("checkoutUrl").replace("https://farthing.test", "");
        assertEquals(
                303,
                remote.form(checkout, "number=" + CARD + "&exp=08/40&cvc=9173").status());
        send(201, "POST", "/v1/top-ups/" + begun.path("id") + "/refund", "{\"reason\":\"asked\"}", admin);
    }

    private String key(int status, String method, String path, String json, String by) {
        String key = send(status, method, path, json, by).path("apiKey");
        secrets.add(key);
        return key;
    }

    private Answer send(int status, String method, String path, String json, String by) {
        Answer answer = remote.send(method, path, by, json, method + path.hashCode());
        assertEquals(status, answer.status(), answer::body);
        return answer;
    }
}
