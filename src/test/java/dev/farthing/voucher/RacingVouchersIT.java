package dev.farthing.voucher;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RacingVouchersIT extends RacingVouchersTest {}
