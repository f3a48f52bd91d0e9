package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static org.hamcrest.Matchers.containsString;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The path of a paid read, from outside. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PaidReadTest {

    @Test
    void firstReadChargesThePriceAndServesTheArticle() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");

        read(reader, slug)
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0.05 EUR")
                .header("Credit-Balance", "0.95 EUR")
                .header("Cache-Control", "private, no-cache")
                .body("body", containsString(slug))
                .body("bodyHtml", containsString("<strong>" + slug + "</strong>"));
    }
}
