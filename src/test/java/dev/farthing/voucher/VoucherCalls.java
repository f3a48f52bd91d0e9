package dev.farthing.voucher;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests that create and redeem vouchers. */
public final class VoucherCalls {
    private VoucherCalls() {}

    /** The required fields of a batch, to add to. */
    public static Map<String, Object> batch(String amount, int count) {
        Map<String, Object> batch = new HashMap<>();
        batch.put("amount", eur(amount));
        batch.put("count", count);
        return batch;
    }

    public static Map<String, Object> batch(String amount, int count, String field, Object value) {
        Map<String, Object> batch = batch(amount, count);
        batch.put(field, value);
        return batch;
    }

    static Response make(Object json) {
        return asAdmin().contentType(ContentType.JSON).body(json).post("/v1/voucher-batches");
    }

    public static List<String> codes(Map<String, Object> batch) {
        return make(batch).then().statusCode(201).extract().path("codes");
    }

    static String voucher(String amount) {
        return codes(batch(amount, 1)).get(0);
    }

    static String batchOf(String code) {
        return code.replace("-", "").substring(0, 6);
    }

    public static Response redeem(Wallet wallet, String code) {
        return as(wallet)
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/v1/me/vouchers");
    }

    static Response revoke(String batch) {
        return asAdmin().delete("/v1/voucher-batches/" + batch);
    }

    public static Response batch(String id) {
        return asAdmin().get("/v1/voucher-batches/" + id);
    }

    /** A valid code that does not exist. */
    static String unknown() {
        return VoucherCode.generate(VoucherCode.newBatch(), 0).shown();
    }
}
