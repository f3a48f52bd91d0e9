package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormReaderTest {

    @Test
    void fieldsAreDecoded() {
        Form form = parse("number=4242+4242&exp=08%2F40&name=Ren%C3%A9e&empty=&bare&&a%3Db=c%26d");

        assertEquals("4242 4242", form.get("number"));
        assertEquals("08/40", form.get("exp"));
        assertEquals("Ren\u00e9e", form.get("name"));
        assertEquals("", form.get("empty"));
        assertEquals("", form.get("bare"));
        assertEquals("c&d", form.get("a=b"));
        assertNull(form.get("absent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "&&&"})
    void formWithoutFieldsIsEmpty(String body) {
        assertNull(parse(body).get("number"));
    }

    @ParameterizedTest
    @CsvSource({
        "number=%, number",
        "number=%4, number",
        "number=%zz, number",
        "number=%-1, number",
        "number=%C3%28, number",
        "number=%ED%A0%80, number",
        "number=\u00ff, number",
        "%=1, body",
        "%zz, body",
        "a=1&number=%FF&b=2, number",
        "number=1&number=1, number"
    })
    void fieldThatCannotBeDecodedIsNamed(String body, String field) {
        Problem problem = assertThrows(Problem.class, () -> parse(body));

        assertEquals(ProblemCode.INVALID_FIELD, problem.code());
        assertEquals(field, problem.field());
    }

    @Test
    void formHasAMaximumOfFieldsAndBytes() {
        String fields = IntStream.range(0, 101).mapToObj(i -> "a" + i + "=b").collect(Collectors.joining("&"));

        assertEquals("body", assertThrows(Problem.class, () -> parse(fields)).field());
        assertEquals(
                ProblemCode.BODY_TOO_LARGE,
                assertThrows(Problem.class, () -> parse("a=" + "x".repeat(65_535)))
                        .code());
    }

    private static Form parse(String body) {
        return FormReader.parse(body.getBytes(StandardCharsets.ISO_8859_1));
    }
}
