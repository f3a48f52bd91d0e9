package dev.farthing.trail;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ActsIT extends ActsTest {}
