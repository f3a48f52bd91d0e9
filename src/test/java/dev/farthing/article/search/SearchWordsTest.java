package dev.farthing.article.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTest {

    /** Parts of words have a + between them, characters of a run a dot. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Paid, not lent: 0.05 EUR (now) | paid not lent 0+05 eur now
                    ./etc/passwd http://a.example/b?c=d | etc+passwd http a+example+b c d
                    E-Mail-Adressen foo_bar x@y.example | e+mail+adressen foo+bar x+y+example
                    <b>bold</b> <!-- no & -->  | b bold b no
                    don’t l'été AT&T re-read node.js and/or | don+t l+été at+t re+read node+js and+or
                    Straße İstanbul ΟΔΥΣΣΕΥΣ | straße i̇stanbul οδυσσευς
                    col·lecció м'ята | col+lecció м+ята
                    नमस्ते दुनिया | नमस्ते दुनिया
                    漢字かな text カタ | 漢.字.か.な text カ.タ
                    東京で寿司を食べる。コーヒー | 東.京.で.寿.司.を.食.べ.る コ.ー.ヒ.ー
                    ｶﾀｶﾅ ＦＵＬＬ　ｗｉｄｔｈ | カ.タ.カ.ナ full width
                    iPhone用のケース3個 | iphone 用.の.ケ.ー.ス 3 個
                    서울에서 | 서.울.에.서
                    กรุงเทพ | ก.รุ.ง.เ.ท.พ
                    ភ្នំពេញ | ភ្នំ.ពេ.ញ
                    1,000,000 2,5 1.000 10:30 2024-03-21 | 1+000+000 2+5 1+000 10+30 2024+03+21
                    1e5x 12abc h264 CO₂ | 1e5x 12abc h264 co2
                    Farthing™ ½ | farthing 1 2
                    a -- b ... c — d | a b c d
                    ' :* & ! ( \\ % ' | ''
                    """)
    void wordsAreReadWithTheirParts(String text, String words) {
        String read = SearchWords.of(text).stream()
                .map(token -> String.join(token.run() ? "." : "+", token.parts()))
                .collect(Collectors.joining(" "));

        assertEquals(words, read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    C# | c#
                    C++17 | c++
                    (F#) | f#
                    .NET | .net
                    (.gitignore) | .gitignore
                    issue#7 | null
                    #tag | null
                    1+1 | null
                    a+b | null
                    ...and | null
                    end. Next | null
                    a.b | null
                    """, nullValues = "null")
    void namesKeepTheirSigns(String text, String symbol) {
        assertEquals(symbol, SearchWords.of(text).get(0).symbol());
    }

    @Test
    void spacesInNumbersJoinThem() {
        assertEquals(
                List.of("1", "000", "000"),
                SearchWords.of("1\u00a0000\u202f000").get(0).parts());
    }

    @Test
    void invisibleCharactersDoNotSplitWords() {
        List<SearchToken> words = SearchWords.of("Wasser\u00adfall می\u200cخواهم");

        assertEquals(List.of("wasserfall"), words.get(0).parts());
        assertEquals(List.of("میخواهم"), words.get(1).parts());
    }

    @Test
    void halfSurrogatePairsAndMarksOfNothingAreDropped() {
        assertEquals(
                List.of(List.of("a"), List.of("b")),
                SearchWords.of("a\ud800b\ud800 \u0301").stream()
                        .map(SearchToken::parts)
                        .toList());
    }

    @Test
    void longWordsAreCut() {
        assertEquals(
                List.of("x".repeat(64)),
                SearchWords.of("x".repeat(100_000) + " y").get(0).parts());
        assertEquals(
                List.of("\ud800\udf30".repeat(32)),
                SearchWords.of("\ud800\udf30".repeat(50)).get(0).parts());
    }

    /** Texts that are long in every way, for words, runs and marks. */
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
                "a+",
                "c# ",
                "İ ",
                "漢",
                "漢 ",
                "กุ",
                "\ufdfa",
                "\ud800\udf30 ",
                "e\u0301",
                "\u00ad",
                "'",
                "\\"
            })
    void indexOfATextIsBounded(String piece) {
        List<String> words = SearchText.text("en", piece.repeat(500_000 / piece.length()));

        assertTrue(String.join("", words).length() < 700_000);
        for (String vector : words) {
            assertTrue(vector.matches("('[\\p{L}\\p{M}\\p{Nd}~/.#+]{1,80}':[0-9C,]+ ?)*+"), piece);
        }
    }
}
