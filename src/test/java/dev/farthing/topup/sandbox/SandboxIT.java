package dev.farthing.topup.sandbox;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SandboxIT extends SandboxTest {}
