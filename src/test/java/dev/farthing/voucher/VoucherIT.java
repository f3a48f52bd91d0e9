package dev.farthing.voucher;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class VoucherIT extends VoucherTest {}
