package dev.farthing.gate;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ObservabilityIT extends ObservabilityTest {}
