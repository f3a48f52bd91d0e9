package dev.farthing.article.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words with digits are the same in every language, which keeps the queries short. */
class SearchQueryTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    p1 t2             ; (('p1') & ('t2'))
                    "p1 t2" m3        ; (('p1' <1> 't2') & ('m3'))
                    "p1 t2            ; (('p1' <1> 't2'))
                    p1-t2             ; ((('p1t2' | ('p1' & 't2'))))
                    "p1-t2"           ; ((('p1' <1> 't2') | 'p1t2'))
                    p1 -t2            ; (('p1') & !('t2':ABC))
                    -"p1 t2"          ; (!('p1':ABC <1> 't2':ABC))
                    --p1 - t2         ; (('p1') & ('t2'))
                    p1 or t2 m3       ; (('p1')) | (('t2') & ('m3'))
                    p1 OR -t2         ; (('p1')) | (!('t2':ABC))
                    'a1:* & !b2 |(c3\\'; (('a1') & ('b2') & ('c3'))
                    p1 P1             ; (('p1'))
                    C# c++            ; (('c#') & ('c++'))
                    東                 ; (('東'))
                    "東京都 p1"          ; (('東京' <1> '京都' <2> 'p1'))
                    %                 ; ``
                    """)
    void queryIsMadeOfWordsAlone(String q, String exact) {
        assertEquals(exact, SearchQuery.of(q).exact());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    "p1 t2" m3 ; (('p1' & 't2') & ('m3'))
                    p1 -t2     ; (('p1'))
                    p1 or t2   ; (('p1')) | (('t2'))
                    """)
    void wordsLeaveOrderAndExclusionsOut(String q, String words) {
        assertEquals(words, SearchQuery.of(q).words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-p1", "p1 or -t2"})
    void exclusionAloneHasNoWords(String q) {
        assertNull(SearchQuery.of(q).words());
    }

    @Test
    void stemsOfAllLanguagesAreAskedForAndStopWordsOnlyWhereTheyAreNone() {
        String exact = SearchQuery.of("the ledgers").exact();

        assertTrue(exact.contains("'/en'"), exact);
        assertFalse(exact.contains("'the/en'"), exact);
        assertTrue(exact.contains("'the'") && exact.contains("'the/de'"), exact);
        assertTrue(exact.contains("'ledgers'") && exact.contains("'ledger/en'"), exact);
        assertTrue(SearchQuery.of("the").exact().contains("'the/en'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paid text", "top-up", "paid or text", "\"paid\"", "%", "東京", "\"東京\""})
    void singleWordsAreTheSameForEverybody(String q) {
        assertTrue(SearchQuery.of(q).isOfWords());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"paid text\"", "-paid", "\"top-up\"", "paid or -text", "-東京"})
    void phrasesAndExclusionsAreNot(String q) {
        assertFalse(SearchQuery.of(q).isOfWords());
    }
}
