package dev.farthing.ledger;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class PromotionalCreditIT extends PromotionalCreditTest {}
