package dev.farthing.web;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cursor that the service did not make is refused by every list, whichever of its parts is wrong. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CursorsTest {
    private static final String TIME = "2026-11-28T10:00:00Z";
    private static final String ID = "01900000-0000-7000-8000-000000000000";

    private Wallet reader;

    /** Every list of the OpenAPI document, with the parts of a cursor that it makes. */
    enum Listed {
        ARTICLES("/v1/articles", "articles-publishedAt", TIME, ID),
        ARTICLES_BY_PRICE("/v1/articles?sort=price", "articlesprice", "50000", ID),
        ARTICLES_BY_TITLE("/v1/articles?sort=title", "articlestitle", "A title", ID),
        CLIENTS("/v1/clients", "clients", ID),
        ENTRIES("/v1/me/entries", "entries", "7"),
        ENTRIES_OF_A_CLIENT("/v1/clients/{id}/entries", "entries", "7"),
        PURCHASES("/v1/me/purchases", "purchases", "7"),
        KEYS("/v1/me/keys", "keys", ID),
        MY_TOP_UPS("/v1/me/top-ups", "top-ups", ID),
        TOP_UPS("/v1/top-ups", "top-ups", ID),
        ACTS("/v1/acts", "acts", TIME, ID),
        VOUCHER_BATCHES("/v1/voucher-batches", "voucher-batches", TIME, "7ZK3MN"),
        REVENUE_BY_DAY("/v1/reports/revenue", "revenue-DAY", "2026-11-28"),
        REVENUE_BY_ARTICLE("/v1/reports/revenue?by=article", "revenue-ARTICLE", "some-slug");

        private final String path;
        private final List<String> parts;

        Listed(String path, String... parts) {
            this.path = path;
            this.parts = List.of(parts);
        }

        private boolean ofTheCaller() {
            return path.startsWith("/v1/me");
        }
    }

    @BeforeEach
    void makeClient() {
        reader = wallet();
    }

    private dev.farthing.support.http.Response page(Listed list, String cursor) {
        var request = list.ofTheCaller() ? as(reader) : asAdmin();
        return request.queryParam("cursor", cursor).get(list.path.replace("{id}", reader.id()));
    }

    private static String cursor(List<String> parts) {
        String text = parts.stream()
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Values that a key of this kind never has; a title has any text that can be stored. */
    private static List<String> wrong(String key) {
        List<String> wrong = new ArrayList<>(List.of("a\u0000b"));
        if (!key.equals("A title")) {
            wrong.addAll(List.of("", "-1", "+1", "' or true --"));
        }
        if (!List.of("A title", "some-slug").contains(key)) {
            wrong.addAll(List.of(
                    "\u0661",
                    "null",
                    "1e5",
                    "99999999999999999999",
                    "1-1-1-1-1",
                    "+294277-01-09T04:00:54.775807Z",
                    "+10000-01-01T00:00:00Z",
                    "-4713-01-01T00:00:00Z",
                    "0000-12-31T23:59:59Z",
                    "-infinity",
                    "7ZK3MN7",
                    "7zk3mn"));
        }
        return wrong;
    }

    @Test
    void everyListIsTried() {
        Json document = given().get("/q/openapi?format=json").json();
        TreeSet<String> lists = new TreeSet<>();
        document.<Map<String, Map<String, Map<String, List<Map<String, Object>>>>>>path("paths")
                .forEach((path, item) -> {
                    if (item.containsKey("get") && namesCursor(item.get("get").get("parameters"))) {
                        lists.add(path);
                    }
                });

        assertEquals(
                Stream.of(Listed.values())
                        .map(list -> list.path.split("\\?")[0])
                        .collect(Collectors.toCollection(TreeSet::new)),
                lists);
    }

    private static boolean namesCursor(List<Map<String, Object>> parameters) {
        return parameters != null && parameters.stream().anyMatch(one -> "cursor".equals(one.get("name")));
    }

    @ParameterizedTest
    @EnumSource
    void cursorOfTheListIsTaken(Listed list) {
        page(list, cursor(list.parts)).then().statusCode(200);
    }

    @ParameterizedTest
    @EnumSource
    void wrongPartIsRefused(Listed list) {
        for (int i = 1; i < list.parts.size(); i++) {
            for (String wrong : wrong(list.parts.get(i))) {
                List<String> parts = new ArrayList<>(list.parts);
                parts.set(i, wrong);
                problem(page(list, cursor(parts)), 400, "invalid_cursor", "cursor");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void cursorOfAnotherListIsRefused(Listed list) {
        for (Listed other : Listed.values()) {
            if (!other.parts.get(0).equals(list.parts.get(0))) {
                problem(page(list, cursor(other.parts)), 400, "invalid_cursor", "cursor");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tooManyOrTooFewPartsAreRefused(Listed list) {
        List<String> more = new ArrayList<>(list.parts);
        more.add(ID);

        for (String cursor :
                List.of("=", "AAAA", "%%%", "x".repeat(6_001), cursor(more), cursor(list.parts.subList(0, 1)))) {
            problem(page(list, cursor), 400, "invalid_cursor", "cursor");
        }
    }

    @ParameterizedTest
    @EnumSource
    void limitOutOfRangeIsRefused(Listed list) {
        for (String limit : List.of("0", "-1", "101", "10000000000", "1e1", "\u0661")) {
            var request = list.ofTheCaller() ? as(reader) : asAdmin();
            problem(
                    request.queryParam("limit", limit).get(list.path.replace("{id}", reader.id())),
                    400,
                    "invalid_parameter",
                    "limit");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/me/entries",
                "/v1/me/purchases",
                "/v1/acts",
                "/v1/reports/revenue",
                "/v1/clients/{id}/entries"
            })
    void spanIsWithinTheYearsOfTheDatabase(String path) {
        var caller = path.startsWith("/v1/me") ? reader.key() : Api.ADMIN_KEY;
        String address = path.replace("{id}", reader.id());

        for (String name : List.of("from", "to")) {
            for (String time : List.of(
                    "+294277-01-01T00:00:00Z",
                    "+999999999-12-31T23:59:59Z",
                    "-0001-01-01T00:00:00Z",
                    "0000-01-01",
                    "0001-01-01T00:00:00+18:00",
                    "9999-12-31T23:59:59-18:00",
                    "infinity")) {
                problem(as(caller).queryParam(name, time).get(address), 400, "invalid_parameter", name);
            }
            for (String time : List.of("0001-01-01", "9999-12-31T23:59:59.999999999Z")) {
                as(caller).queryParam(name, time).get(address).then().statusCode(200);
            }
        }
    }
}
