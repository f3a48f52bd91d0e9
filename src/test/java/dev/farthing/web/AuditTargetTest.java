package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTargetTest {

    @ParameterizedTest
    @CsvSource({
        "CLIENT, 0190A0B0-0000-7000-8000-00000000000D, 0190a0b0-0000-7000-8000-00000000000d",
        "ARTICLE, A-Short.history_of~402, A-Short.history_of~402",
        "VOUCHER_BATCH, 7z-k3 mo, 7ZK3M0",
        "PAYMENT, sandbox_0190a0b000007000800000000000000d, sandbox_0190a0b000007000800000000000000d"
    })
    void targetIdHasTheFormOfLists(AuditTarget target, String text, String id) {
        assertEquals(id, target.id(text));
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT, farthing_01900000000070008000000000000d3ef0f1f2f3f4f5f6f7f8f9fafbfcfdfeffb2544680",
        "TOP_UP, 1-1-1-1-1",
        "KEY, ''",
        "ARTICLE, -begins-with-a-dash",
        "ARTICLE, of words",
        "VOUCHER_BATCH, 7ZK3M-N0000-00000-00000-00000",
        "VOUCHER_BATCH, 7ZK3M!",
        "PAYMENT, 4242424242424242",
        "PAYMENT,"
    })
    void whatHasAnotherFormIsNoId(AuditTarget target, String text) {
        assertNull(target.id(text));
    }
}
