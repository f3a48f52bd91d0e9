package dev.farthing.article;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Configured;
import dev.farthing.web.start.ConfigErrors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Impossible defaults of articles are refused. */
class ArticleCheckTest {
    private static List<String> faults(Map<String, String> values) {
        ConfigErrors faults = new ConfigErrors();
        new ArticleCheck(Configured.as(ArticleConfig.class, values)).check(faults);
        return faults.found();
    }

    @Test
    void defaultsAreAccepted() {
        assertEquals(List.of(), faults(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "default-price, cheap, 'is an amount such as 0.05, with at most 6 decimals; it is ''cheap''.'",
        "default-price, -1, 'is an amount such as 0.05, with at most 6 decimals; it is ''-1''.'",
        "default-price, 0.0000001, 'is an amount such as 0.05, with at most 6 decimals; it is ''0.0000001''.'",
        "default-language, e, 'is a tag such as en or pt-BR; it is ''e''.'",
        "default-language, en US, 'is a tag such as en or pt-BR; it is ''en US''.'",
        "preview-percent, -1, is a whole number from 0 to 50; it is -1.",
        "preview-percent, 51, is a whole number from 0 to 50; it is 51."
    })
    void impossibleDefaultIsRefused(String key, String value, String fault) {
        assertEquals(
                List.of("farthing.article." + key + " " + fault), faults(Map.of("farthing.article." + key, value)));
    }
}
