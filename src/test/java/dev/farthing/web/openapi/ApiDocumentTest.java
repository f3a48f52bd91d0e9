package dev.farthing.web.openapi;

import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The OpenAPI document as generators of clients take it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ApiDocumentTest {

    /** Generated clients call these. A line may be added; none may be changed or removed once released. */
    private static final String IDS = """
            DELETE /v1/articles/{slug} archiveArticle
            DELETE /v1/clients/{id}/suspension resumeClient
            DELETE /v1/me/keys/{id} revokeMyKey
            DELETE /v1/voucher-batches/{id} revokeVoucherBatch
            GET /errors listProblemCodes
            GET /sandbox/checkout/{payment} readSandboxCheckout
            GET /top-up readTopUpOffer
            GET /top-up/return readReturnPage
            GET /v1/acts listActions
            GET /v1/articles listArticles
            GET /v1/articles/{slug} readArticle
            GET /v1/articles/{slug}/preview readPreview
            GET /v1/clients listClients
            GET /v1/clients/{id} readClient
            GET /v1/clients/{id}/entries listClientEntries
            GET /v1/me readMe
            GET /v1/me/balance readMyBalance
            GET /v1/me/entries listMyEntries
            GET /v1/me/keys listMyKeys
            GET /v1/me/purchases listMyPurchases
            GET /v1/me/top-ups listMyTopUps
            GET /v1/reports/revenue readRevenue
            GET /v1/top-ups listTopUps
            GET /v1/top-ups/tiers readTopUpTiers
            GET /v1/top-ups/{id} readTopUp
            GET /v1/voucher-batches listVoucherBatches
            GET /v1/voucher-batches/{id} readVoucherBatch
            HEAD /v1/articles/{slug} checkArticle
            PATCH /v1/articles/{slug} changeArticle
            PATCH /v1/me changeMe
            POST /merchant/transfers createTransfer
            POST /sandbox/checkout/{payment} paySandboxCheckout
            POST /sandbox/payments/{payment}/disputes disputeSandboxPayment
            POST /sandbox/payments/{payment}/refunds refundSandboxPayment
            POST /sandbox/payments/{payment}/reinstatements winSandboxDispute
            POST /top-up acceptTopUpOffer
            POST /v1/articles uploadArticle
            POST /v1/clients createClient
            POST /v1/clients/{id}/credits creditClient
            POST /v1/clients/{id}/debits debitClient
            POST /v1/clients/{id}/keys createClientKey
            POST /v1/clients/{id}/purchases/{slug}/refund refundPurchase
            POST /v1/imports importArticles
            POST /v1/me/keys createMyKey
            POST /v1/me/keys/{id}/rotation rotateMyKey
            POST /v1/me/purchases buyArticle
            POST /v1/me/vouchers redeemVoucher
            POST /v1/top-ups createTopUp
            POST /v1/top-ups/{id}/refund refundTopUp
            POST /v1/voucher-batches createVoucherBatch
            POST /v1/webhooks/{processor} receiveEvent
            PUT /v1/articles/{slug} putArticle
            PUT /v1/clients/{id}/suspension suspendClient
            """;

    @Test
    void idsOfOperationsStay() throws IOException {
        Map<String, String> ids = new TreeMap<>();
        for (Lint.Operation operation : new Lint(document()).operations()) {
            ids.put(
                    operation.name(),
                    operation
                            .description()
                            .path("operationId")
                            .asText("has no operationId: name it in operations.properties"));
        }

        assertEquals(
                IDS.strip(),
                ids.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void lintersFindNothing() throws IOException {
        assertEquals(List.of(), new Lint(document()).faults());
    }

    @Test
    void everyTextIsInTheDocument() throws IOException {
        Properties texts = new Properties();
        texts.load(ApiTexts.class.getResourceAsStream("operations.properties"));
        Set<String> said = new TreeSet<>();
        JsonNode document = document();
        document.path("tags").forEach(tag -> said.add("tag." + tag.path("name").asText()));
        for (Lint.Operation operation : new Lint(document).operations()) {
            String id = operation.description().path("operationId").asText();
            said.addAll(List.of(id, id + ".description"));
            operation
                    .description()
                    .path("parameters")
                    .forEach(parameter ->
                            said.add("parameter." + parameter.path("name").asText()));
        }
        Set<String> unused = new TreeSet<>(texts.stringPropertyNames());
        unused.removeAll(said);

        assertEquals(Set.of(), unused);
    }

    @Test
    void documentSaysForWhomItIsAndUnderWhichLicence() throws IOException {
        JsonNode info = document().path("info");

        assertEquals("Farthing", info.path("title").asText());
        assertEquals("Apache-2.0", info.path("license").path("name").asText());
        assertEquals(
                "The operator of this shop", info.path("contact").path("name").asText());
    }

    private static JsonNode document() throws IOException {
        return new ObjectMapper()
                .readTree(given().accept("application/json").get("/q/openapi").asString());
    }
}
