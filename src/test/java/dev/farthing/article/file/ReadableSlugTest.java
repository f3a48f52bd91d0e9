package dev.farthing.article.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableSlugTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    issue-#7               | issue-7
                    why-pay?               | why-pay
                    C#-tips                | c-sharp-tips
                    F# and C++ in depth    | f-sharp-and-c-plus-plus-in-depth
                    it's here              | its-here
                    L’été à Paris          | lete-a-paris
                    100% sure              | 100-sure
                    a"b                    | a-b
                    x&y=z                  | x-y-z
                    Web/HTTP/Status/402    | web-http-status-402
                    Version 1.10, e.g. now | version-1.10-e-g-now
                    snake_case _x_         | snake_case-x
                    Übergröße              | ubergrosse
                    Łódź, Ærø, İstanbul ılık, Đà Nẵng, þing | lodz-aero-istanbul-ilik-da-nang-thing
                    Привет, мой мир!       | привет-мой-мир
                    Ελλάδα ΟΔΟΣ            | ελλάδα-οδος
                    東京で寿司を食べる。   | 東京で寿司を食べる
                    ﾊﾛｰ ＷＯＲＬＤ         | ハロー-world
                    한국어 문서            | 한국어-문서
                    สวัสดีชาวโลก           | สวัสดีชาวโลก
                    हिन्दी में              | हिन्दी-में
                    مرحبا بالعالم          | مرحبا-بالعالم
                    rocket 🚀 science™     | rocket-science
                    ../../etc/passwd       | etc-passwd
                    -dash                  | dash
                    --                     | ''
                    🚀                     | ''
                    """)
    void textBecomesAReadableSlug(String text, String slug) {
        assertEquals(slug, ReadableSlug.of(text));
        assertTrue(slug.isEmpty() || ReadableSlug.isSlug(slug), slug);
        assertEquals(slug, ReadableSlug.of(slug), "a slug of a slug");
    }

    @Test
    void composedAndDecomposedLettersMeetInOneSlug() {
        assertEquals(ReadableSlug.of("が한국й"), ReadableSlug.of("が한국й"));
        assertEquals("uber", ReadableSlug.of("u\u0308ber"));
    }

    @Test
    void longTextIsCutAtAWord() {
        String slug = ReadableSlug.of("eleven chars ".repeat(40));

        assertTrue(slug.length() <= 200 && slug.endsWith("chars"), slug);
        assertEquals(200, ReadableSlug.of("東".repeat(300)).length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z9", "a.b_c~d-e", "東京", "привет"})
    void slugIsTakenAsItIs(String slug) {
        assertTrue(ReadableSlug.isSlug(slug));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-a", ".a", "_a", "a b", "ä", "aß", "a/b", "a%b", "🚀", "e\u0301", "ＷＯ", "..", "a\nb", "½"})
    void othersAreNoSlugs(String text) {
        assertFalse(ReadableSlug.isSlug(text));
    }
}
