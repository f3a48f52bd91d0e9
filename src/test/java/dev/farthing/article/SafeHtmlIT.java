package dev.farthing.article;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SafeHtmlIT extends SafeHtmlTest {}
