package dev.farthing.audit;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class AuditActionsIT extends AuditActionsTest {}
