package dev.farthing.topup.link;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TopUpLinkIT extends TopUpLinkTest {}
