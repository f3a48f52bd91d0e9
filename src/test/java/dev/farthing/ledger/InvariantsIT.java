package dev.farthing.ledger;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class InvariantsIT extends InvariantsTest {}
