package dev.farthing.topup.sandbox;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TransferIT extends TransferTest {}
