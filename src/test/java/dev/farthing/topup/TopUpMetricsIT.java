package dev.farthing.topup;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TopUpMetricsIT extends TopUpMetricsTest {}
