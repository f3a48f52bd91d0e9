package dev.farthing.web.filter;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class OddRequestIT extends OddRequestTest {}
