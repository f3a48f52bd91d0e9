package dev.farthing.voucher;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class VoucherBatchIT extends VoucherBatchTest {}
