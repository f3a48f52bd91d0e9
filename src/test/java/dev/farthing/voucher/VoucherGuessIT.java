package dev.farthing.voucher;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class VoucherGuessIT extends VoucherGuessTest {}
