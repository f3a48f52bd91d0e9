package dev.farthing.article.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    post.md                            | post.md                         | post      | -          | -     | false
                    posts/why-pay?.MD                  | posts/why-pay?.MD               | why-pay?  | -          | -     | false
                    C:\\docs\\a.markdown               | docs/a.markdown                 | a         | -          | -     | false
                    /etc/../x/./y.mdx                  | etc/x/y.mdx                     | y         | -          | -     | false
                    v1.2.md                            | v1.2.md                         | v1.2      | -          | -     | false
                    _posts/2024-03-21-hello.md         | _posts/2024-03-21-hello.md      | hello     | 2024-03-21 | -     | false
                    2024-3-1_hello there.md            | 2024-3-1_hello there.md         | hello there | 2024-03-01 | -   | false
                    daily/2024-03-21.md                | daily/2024-03-21.md             | 2024-03-21 | 2024-03-21 | -    | false
                    2024-13-41-no-day.md               | 2024-13-41-no-day.md            | 2024-13-41-no-day | - | -      | false
                    post.de.md                         | post.de.md                      | post      | -          | de    | false
                    post.pt-br.md                      | post.pt-br.md                   | post      | -          | pt-br | false
                    my-trip/index.fr.md                | my-trip/index.fr.md             | my-trip   | -          | fr    | false
                    node.js.md                         | node.js.md                      | node.js   | -          | -     | false
                    content/de/post.md                 | content/de/post.md              | post      | -          | de    | false
                    a/src/docs/zh-cn/x/post.mdx        | a/src/docs/zh-cn/x/post.mdx     | post      | -          | zh-cn | false
                    ja/post.md                         | ja/post.md                      | post      | -          | ja    | false
                    ja/post.fr.md                      | ja/post.fr.md                   | post      | -          | fr    | false
                    content/to-do/post.md              | content/to-do/post.md           | post      | -          | -     | false
                    content/jobs/it/post.md            | content/jobs/it/post.md         | post      | -          | -     | false
                    content/my-trip/index.md           | content/my-trip/index.md        | my-trip   | -          | -     | false
                    content/2024-03-21-trip/index.md   | content/2024-03-21-trip/index.md | trip     | 2024-03-21 | -     | false
                    blog/_index.md                     | blog/_index.md                  | blog      | -          | -     | false
                    guide/README.md                    | guide/README.md                 | guide     | -          | -     | false
                    index.md                           | index.md                        | index     | -          | -     | false
                    404.md                             | 404.md                          | 404       | -          | -     | true
                    CODE_OF_CONDUCT.md                 | CODE_OF_CONDUCT.md              | CODE_OF_CONDUCT | -    | -     | true
                    security.md                        | security.md                     | security  | -          | -     | false
                    _drafts/soon.md                    | _drafts/soon.md                 | soon      | -          | -     | true
                    blog/Drafts/soon.md                | blog/Drafts/soon.md             | soon      | -          | -     | true
                    archetypes/default.md              | archetypes/default.md           | default   | -          | -     | true
                    docs/_partial.mdx                  | docs/_partial.mdx               | _partial  | -          | -     | true
                    .hidden.md                         | .hidden.md                      | .hidden   | -          | -     | true
                    """)
    void nameIsReadAsItsToolReadsIt(
            String sent, String path, String words, String day, String language, boolean heldBack) {
        FileName name = FileName.of(sent);

        assertEquals(path, name.path());
        assertEquals(words, name.words());
        assertEquals(day, name.day() == null ? null : name.day().toString());
        assertEquals(language, name.language());
        assertEquals(heldBack, name.heldBack());
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "/", "..", "./."})
    void nothingIsNoName(String sent) {
        assertEquals(FileName.NONE, FileName.of(sent));
    }
}
