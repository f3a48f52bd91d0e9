package dev.farthing.voucher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Configured;
import dev.farthing.web.start.ConfigErrors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refused limits of wrong voucher codes. */
class VoucherCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voucher-guesses      | 0    | is from 1 to 1000; it is 0.",
                "voucher-guesses-per-address | 0 | is from 1 to 1000000; it is 0.",
                "voucher-guess-window | PT0S | is from PT1S to PT24H; it is PT0S."
            })
    void impossibleLimitIsRefused(String key, String value, String fault) {
        ConfigErrors errors = new ConfigErrors();

        new VoucherCheck(Configured.as(VoucherConfig.class, Map.of("farthing.topup." + key, value))).check(errors);

        assertEquals(List.of("farthing.topup." + key + " " + fault), errors.found());
    }
}
