package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDirectionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ar",
                "ar-EG",
                "AR",
                "ar_SA",
                "he",
                "he-IL",
                "iw",
                "fa",
                "fa-AF",
                "ur",
                "ps",
                "yi",
                "dv",
                "ug",
                "sd",
                "ckb",
                "syr",
                "nqo",
                "ku-Arab",
                "ku-IQ",
                "pa-Arab",
                "pa-PK",
                "uz-Arab-AF",
                "uz-AF",
                "az-IR",
                "ff-Adlm",
                "ur-Aran",
                "en-Hebr",
                "ks",
                "arz"
            })
    void languageOfAScriptFromTheRightIsKnown(String language) {
        assertTrue(TextDirection.isFromTheRight(language));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en",
                "de-AT",
                "ku",
                "ku-TR",
                "pa",
                "pa-IN",
                "uz",
                "az",
                "ar-Latn",
                "he-Latn",
                "sd-Deva",
                "sd-IN",
                "ks-Deva",
                "ug-Cyrl",
                "yi-Latn",
                "zh-Hant",
                "ja",
                "hy",
                "th",
                "x-klingon",
                "",
                "!"
            })
    void anyOtherLanguageRunsFromTheLeft(String language) {
        assertFalse(TextDirection.isFromTheRight(language));
    }
}
