package dev.farthing.article.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    paid text         ; (('paid')) & (('text'))
                    "paid text" more  ; (('paid' <-> 'text')) & (('more'))
                    "paid text        ; (('paid' <-> 'text'))
                    top-up a.example  ; (('top' & 'up')) & (('a' & 'example'))
                    paid -text        ; (('paid')) & (!('text':ABC))
                    -"paid text"      ; (!('paid':ABC <-> 'text':ABC))
                    --paid - text     ; (('paid')) & (('text'))
                    paid or text more ; (('paid')) | (('text')) & (('more'))
                    paid OR -text     ; (('paid')) | (!('text':ABC))
                    or paid or        ; (('or')) & (('paid')) & (('or'))
                    paid or %         ; (('paid'))
                    'a:* & !b | (c\\'  ; (('a')) & (('b')) & (('c'))
                    %                 ; ``
                    """)
    void queryIsMadeOfWordsAlone(String q, String exact) {
        assertEquals(exact, SearchQuery.of(q).exact());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    "paid text" more ; (('paid' & 'text')) & (('more'))
                    paid -text       ; (('paid')) & (('text') | !('text'))
                    -"paid text"     ; (('paid' & 'text') | !('paid' & 'text'))
                    """)
    void broadQueryLeavesOrderAndExclusionsOpen(String q, String broad) {
        assertEquals(broad, SearchQuery.of(q).broad());
    }

    @ParameterizedTest
    @ValueSource(strings = {"paid text", "top-up", "paid or text", "\"paid\"", "%"})
    void singleWordsAreTheSameForEverybody(String q) {
        assertTrue(SearchQuery.of(q).isOfWords());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"paid text\"", "-paid", "\"top-up\"", "paid or -text"})
    void phrasesAndExclusionsAreNot(String q) {
        assertFalse(SearchQuery.of(q).isOfWords());
    }
}
