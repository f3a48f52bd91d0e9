package dev.farthing.web.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Contract;
import dev.farthing.support.http.RawConnection;
import dev.farthing.support.http.Response;
import dev.farthing.web.fuzz.Shop.Caller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Addresses that are written in another way open nothing: no article that was not paid for, no list of staff's. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PathTricksTest {
    private static final List<String> BEFORE = List.of(
            "/",
            "//",
            "/.",
            "/./.",
            "/..",
            "/%2e",
            "/%2e%2e",
            "/%2E/..",
            "/;",
            "/;x",
            "/x/..",
            "/q/..",
            "/q/health/..;/..",
            "/errors/..",
            "/errors/%2e%2e",
            "/v1/articles/..%2f..",
            "/v1/webhooks/sandbox/../../..",
            "/%00/..",
            "\\",
            "/%5c..",
            "http://localhost",
            "http://evil.example",
            "https://farthing.test:443");

    private static final List<String> AFTER = List.of(
            "/",
            "//",
            "/.",
            "/./",
            "/..;/",
            "/;",
            ";x",
            ";a=b/",
            ";/x/..",
            "/x/..",
            "/x/%2e%2e",
            ".",
            "..",
            "%2e",
            "%2f",
            "%2f..",
            "%5c",
            "%00",
            "%00.html",
            "%0a",
            "%0d%0a",
            "%09",
            "%20",
            "+",
            ".json",
            ".html",
            "~",
            "*",
            "%3f",
            "%23",
            "#",
            "?",
            "??",
            "?/../preview",
            "%3b",
            "/preview/..",
            "/preview/../",
            "/preview/%2e%2e",
            "/preview;/..",
            "/preview%2f..",
            "%c0%af",
            "%c0%ae",
            "%e0%80%af",
            "%ff",
            "%u002f",
            "%252f",
            "%2",
            "%",
            "\u00a0");

    private static final List<String[]> WITHIN = List.of(
            new String[] {"/", "//"},
            new String[] {"/", "/./"},
            new String[] {"/", "/%2e/"},
            new String[] {"/", "/;/"},
            new String[] {"/", "/;x/"},
            new String[] {"/", ";/"},
            new String[] {"/", "/x/../"},
            new String[] {"/", "%2f"},
            new String[] {"/", "%2F"},
            new String[] {"/", "\\"},
            new String[] {"/", "%5c"},
            new String[] {"/", "%252f"},
            new String[] {"a", "%61"},
            new String[] {"a", "%41"},
            new String[] {"a", "%2561"},
            new String[] {"a", "%u0061"},
            new String[] {"-", "%2d"},
            new String[] {"-", "\u2010"},
            new String[] {"v1", "V1"},
            new String[] {"v1", "v1;"},
            new String[] {"v1", "v1%00"},
            new String[] {"/v1", ""},
            new String[] {"/v1", "/v1/v1"});

    @Test
    void noOtherAddressOpensWhatIsClosed() throws IOException {
        Shop shop = new Shop();
        shop.open();
        Judge judge = new Judge(Contract.published());
        Map<String, String> wrong = new TreeMap<>();
        try (RawConnection connection = new RawConnection()) {
            for (Caller caller : shop.callers()) {
                if (List.of("nobody", "other reader", "forger").contains(caller.name())) {
                    for (Sent sent : tricks(shop, caller)) {
                        Response answer = connection.send(sent.method(), sent.bytes());
                        List<String> faults = new ArrayList<>(judge.faults(sent, answer));
                        if (isOpen(sent, answer)) {
                            faults.add("opens with " + answer.statusCode());
                        }
                        faults.forEach(fault -> wrong.putIfAbsent(fault, "\n" + sent));
                    }
                }
            }
        }

        assertEquals(Map.of(), wrong);
    }

    private static List<Sent> tricks(Shop shop, Caller caller) {
        String secret = "/v1/articles/" + shop.any("secret", caller, new Random(1));
        List<Sent> tricks = new ArrayList<>();
        for (String path : List.of(secret, "/v1/clients", "/v1/acts", "/v1/reports/revenue")) {
            for (String target : written(path)) {
                tricks.add(sent(path, caller, "GET", target));
                tricks.add(sent(path, caller, "HEAD", target));
            }
        }
        return tricks;
    }

    /** Nothing but the article has its text; of staff's lists not even the length is told. */
    private static boolean isOpen(Sent sent, Response answer) {
        return sent.operation().startsWith("GET /v1/articles/")
                ? answer.asString().contains(Shop.SECRET)
                : answer.statusCode() < 400;
    }

    private static Sent sent(String path, Caller caller, String method, String target) {
        List<String> headers = new ArrayList<>(List.of("Host: localhost"));
        if (caller.key() != null) {
            headers.add("Authorization: Bearer " + caller.key());
        }
        return new Sent("GET " + path, caller, method, target, headers, new byte[0]);
    }

    private static TreeSet<String> written(String path) {
        TreeSet<String> written = new TreeSet<>();
        BEFORE.forEach(before -> written.add(before + path));
        AFTER.forEach(after -> written.add(path + after));
        for (String[] change : WITHIN) {
            written.add(path.replace(change[0], change[1]));
            int last = path.lastIndexOf(change[0]);
            if (last > 0) {
                written.add(path.substring(0, last) + path.substring(last).replace(change[0], change[1]));
            }
        }
        written.add(path.toUpperCase(Locale.ROOT));
        return written;
    }
}
