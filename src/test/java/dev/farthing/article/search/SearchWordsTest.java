package dev.farthing.article.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Paid, not lent: 0.05 EUR (now) | Paid not lent 0 05 EUR now
                    ./etc/passwd http://a.example/b?c=d | etc passwd http a example b c d
                    e-mail foo_bar x@y.example | e mail foo bar x y example
                    <b>bold</b> <!-- no & -->  | b bold b no
                    don’t l'été Straße | don t l été Straße
                    नमस्ते สวัสดี | नमस्ते สวัสดี
                    漢字かな text カタ | 漢 字 か な text カ タ
                    1e5x 12abc 1e5 3e h264 | 1e5 x 12abc 1e5 3e h264
                    ' :* & ! ( \\ % ' | ''
                    """)
    void wordsAreLettersDigitsAndMarks(String text, String words) {
        assertEquals(words, SearchWords.joined(text));
    }

    @Test
    void invisibleCharactersDoNotSplitWords() {
        assertEquals(List.of("Wasserfall", "میخواهم"), SearchWords.of("Wasser\u00adfall می\u200cخواهم"));
    }

    @Test
    void halfSurrogatePairsAndMarksOfNothingAreDropped() {
        assertEquals(List.of("a", "b"), SearchWords.of("a\ud800b\ud800 \u0301"));
    }

    @Test
    void longWordsAreCut() {
        assertEquals(List.of("x".repeat(64), "y"), SearchWords.of("x".repeat(100_000) + " y"));
        assertEquals(List.of("\ud800\udf30".repeat(32)), SearchWords.of("\ud800\udf30".repeat(50)));
    }

    /** Texts that PostgreSQL's parser would read for seconds, and others that are long in every way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "./",
                "<!--",
                "a_",
                "a.",
                "a-",
                "a/",
                "a@",
                "a:",
                "//",
                "&#",
                "<a ",
                "1e",
                "1e1",
                "-1",
                "a ",
                "ab1 ",
                "İ ",
                "漢",
                "\ud800\udf30 ",
                "e\u0301",
                "\u00ad",
                "'",
                "\\"
            })
    void handedOverIsBounded(String piece) {
        String words = SearchWords.joined(piece.repeat(500_000 / piece.length()));

        assertTrue(words.matches("([\\p{L}\\p{M}\\p{Nd}]{1,64}( [\\p{L}\\p{M}\\p{Nd}]{1,64})*+)?+"));
        assertTrue(words.length() < 100_000);
        assertTrue(words.split(" ").length <= 16_383);
    }
}
