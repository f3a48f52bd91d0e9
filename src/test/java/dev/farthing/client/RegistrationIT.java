package dev.farthing.client;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RegistrationIT extends RegistrationTest {}
