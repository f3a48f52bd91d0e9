package dev.farthing.article.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CharacterPairsTest {
    /** The first sentences of the Universal Declaration of Human Rights. */
    private static final String TEXT = "鉴于对人类家庭所有成员的固有尊严及其平等的和不移的权利的承认乃是世界自由正义与和平的基础"
            + "鉴于对人权的无视和侮蔑已发展为野蛮暴行这些暴行玷污了人类的良心而一个人人享有言论和信仰自由并免予恐惧和匮乏的世界的来临已被宣布为普通人民的最高愿望";

    /** Following the pairs from one to the next ends after a few characters. */
    @Test
    void pairsThatStrangersFindMakeNoSentence() {
        List<String> index = SearchText.text("zh", TEXT);
        int longest = 0;
        int pieces = 0;
        int length = 1;
        for (int i = 1; i < TEXT.length(); i++) {
            String pair = TEXT.substring(i - 1, i + 1);
            boolean found = index.get(0).contains("'" + pair + "'");
            assertEquals(!found, index.get(1).contains("'" + pair + "'"), pair);
            length = found ? length + 1 : 1;
            pieces += found ? 0 : 1;
            longest = Math.max(longest, length);
        }

        assertTrue(pieces >= TEXT.length() / 3, pieces + " pieces");
        assertTrue(longest <= 6, longest + " characters");
    }

    @Test
    void whatStandsInTheirPlaceHasNoOrder() {
        String others = SearchText.text("zh", TEXT).get(2);

        assertTrue(others.matches("('~[^']':16383 ?)+"), others);
        assertFalse(SearchText.free("zh", TEXT, "", "").contains("~"));
    }
}
