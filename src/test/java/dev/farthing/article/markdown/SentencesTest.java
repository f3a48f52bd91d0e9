package dev.farthing.article.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

    /** Sentences stand between bars, where the paragraph has spaces or nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "One.| Two!| Three?| Four",
                "He said \"Stop.\"| Then (as ever) he left.)| End.",
                "See e.g. Paris, i.e. France, and the U.S. Senate.| Next.",
                "Dr. Ada met Mr. B. Smith vs. Jones Inc. Later.| Next.",
                "Version 1.5 of Node.js.| Read example.com.| It works.",
                "Yahoo! is old.| And then... nothing.| Wait...| What?!| Really.",
                "Am 3. Mai, z. B. in Köln bzw. Bonn, d.h. am Rhein.| „Ach so.“| Ja.",
                "« Bonjour. »| Il est 9 h. Mme. Curie arrive.",
                "今日は晴れ。|明日は雨！|「本当？」|はい。",
                "中文句子。|第二句！|结束",
                "本当?|はい.|です",
                "هل هذا صحيح؟| نعم.| انتهى",
                "یہ اردو ہے۔| دوسرا جملہ۔",
                "यह हिन्दी है।| दूसरा वाक्य।|तीसरा",
                "ข้อความแรก| ข้อความที่สอง",
                "အမြဲတမ်း။| နောက်",
                "ሰላም።| ሁለት።",
                "Բարեւ։| Երկու։",
                "One sentence without an end",
                "A list: one, two; three",
            })
    void sentencesEndWhereAReaderPauses(String marked) {
        String paragraph = marked.replace("|", "");

        assertEquals(List.of(marked.split("\\|")), sentences(paragraph));
    }

    @Test
    void nothingHasNoSentence() {
        assertEquals(List.of(), sentences(""));
        assertEquals(List.of("."), sentences("."));
    }

    @Test
    void pairsOfCharactersStayTogether() {
        assertEquals(List.of("😀!", " 😀", "").subList(0, 2), sentences("😀! 😀"));
    }

    private static List<String> sentences(String paragraph) {
        List<String> sentences = new ArrayList<>();
        List<Integer> ends = Sentences.ends(paragraph);
        int start = 0;
        for (int end : ends) {
            sentences.add(paragraph.substring(start, end));
            start = end;
        }
        assertEquals(
                paragraph,
                String.join("", Stream.concat(sentences.stream(), Stream.of("")).toList()));
        return sentences;
    }
}
