package dev.farthing.article;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SearchIT extends SearchTest {}
