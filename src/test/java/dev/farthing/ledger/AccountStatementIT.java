package dev.farthing.ledger;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class AccountStatementIT extends AccountStatementTest {}
