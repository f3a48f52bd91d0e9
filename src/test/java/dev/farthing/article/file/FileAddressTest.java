package dev.farthing.article.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    slug      | My_Post.v2             | My_Post.v2
                    Slug      | größe                  | grosse
                    slug      | Web/HTTP/Status/402    | web-http-status-402
                    slug      | /x/y                   | x-y
                    slug      | Web/CSS/:hover         | web-css-hover
                    slug      | Web/CSS/::before       | web-css-before
                    slug      | C#                     | c-sharp
                    slug      | /                      | -
                    url       | /blog/a-b.html         | blog-a-b
                    url       | https://elsewhere.example/x | -
                    permalink | /2024/01/a/            | 2024-01-a
                    permalink | /about/index.html      | about
                    permalink | false                  | -
                    path      | guide/first?x#y        | guide-first
                    layout    | post                   | -
                    """)
    void addressIsFoundAsItsToolWritesIt(String key, String value, String slug) {
        assertEquals(new FileAddress(slug, List.of()), FileAddress.of(Map.of(key, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "permalink, /:categories/:title/",
        "permalink, /posts/{{ title | slugify }}/",
        "url, /blog/:slug",
        "slug, [...slug]",
        "slug, :title"
    })
    void placeholdersAreToldNotFilledIn(String key, String value) {
        FileAddress address = FileAddress.of(Map.of(key, value));

        assertEquals(null, address.slug());
        assertEquals(key, address.warnings().get(0).field());
    }

    @Test
    void slugWinsOverAPath() {
        assertEquals("a", FileAddress.of(Map.of("url", "/b/", "slug", "a")).slug());
        assertEquals(
                "b", FileAddress.of(Map.of("url", "/b/", "slug", List.of("a"))).slug());
    }
}
