package dev.farthing.client;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SuspensionIT extends SuspensionTest {}
