package dev.farthing.article;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleOrderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | 10 ways; Ångström; apple; Éclair; eclipse; ice cream; ice tea; icecream; Łódź; Lublin; œuvre; Zebra
                    en | Apple; apple; ápple; Apple pie; "Apple" tree; b
                    de | Affe; Äpfel; Arm; Öl; Ost; Straße; Strasse 2; Über; Zoo
                    sv | apa; zebra; Ångström; äpple; ö
                    sv-SE | z; å; Ä; ö
                    fi | z; å; ä; ö
                    da | z; æble; ø; å
                    nb | z; Æ; ø; å
                    is | a; á; b; d; ð; e; é; z; þ; æ; ö
                    es | nz; ñandú; o
                    pl | aż; ą; b; lz; ł; m; oz; ó; p; z; ź; ż
                    cs | cz; č; d; hz; chata; i; s; š; z; ž
                    hu | o; ó; oz; ö; p
                    tr | ç; d; h; ı; i; İz; j
                    vi | a; áo; ă; â; ậ; b
                    uk | а; е; є; и; і; ї; й; к
                    ru | е; ёж; з; и; й; к
                    """)
    void titlesSortByTheRulesOfTheLanguage(String language, String titles) {
        List<String> sorted = List.of(titles.split("; "));
        List<String> other = new ArrayList<>(sorted);
        Collections.reverse(other);

        other.sort(Comparator.comparing(TitleOrder.in(language)::key));

        assertEquals(sorted, other);
    }

    @Test
    void keysAreShort() {
        assertTrue(TitleOrder.in("sv").key("å".repeat(300)).length() <= 400);
        assertTrue(TitleOrder.in("en").key("\uD801\uDC28".repeat(150)).length() <= 400);
    }
}
