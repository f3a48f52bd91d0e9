package dev.farthing.topup.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Remote;
import dev.farthing.support.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Card data is in no table and in no log of any level. */
@OwnInstances
class CardSecrecyIT {
    private static final String NUMBER = "5299920000000149";
    private static final String DECLINED = "4000000000000002";
    /** Digits that occur nowhere else. */
    private static final String AUTHENTICATION = "ucaf:jJJtQa+Iws8AREAEbjsA1MAAAA";

    /** Four digits also occur in ids, hashes and times, which says nothing of the card. */
    private static final Pattern CODE = Pattern.compile("(?<![0-9a-f.-])9173(?![0-9a-f-])");

    private static final List<Pattern> SECRETS =
            List.of(literal(NUMBER), literal(DECLINED), CODE, literal(AUTHENTICATION));

    private static String transfer(String reference, String number) {
        return """
                {"payment_transfer":{"reference":"%s","amount":"1337","currency":"eur",
                "sender_account_uri":"pan:%s;exp=2040-08;cvc=9173","authentication_value":"%s"}}""".formatted(reference, number, AUTHENTICATION);
    }

    @Test
    void cardDataIsInNoLogAndInNoTable() {
        TestDatabase database = TestDatabase.shared().another("card_secrecy");
        Map<String, String> config = PackagedApp.production(database);
        config.putAll(PostgresResource.sandbox());
        config.put("quarkus.log.level", "DEBUG");
        config.put("quarkus.http.access-log.enabled", "true");
        config.put("quarkus.log.category.\"dev.farthing\".level", "TRACE");
        config.put("quarkus.log.category.\"dev.farthing\".min-level", "TRACE");
        String log;
        try (PackagedApp app = PackagedApp.start(config)) {
            Remote remote = app.remote();
            Wallet reader = remote.wallet("1.00");
            assertEquals(
                    201,
                    remote.post(reader.key(), "/merchant/transfers", transfer("a", NUMBER))
                            .status());
            assertEquals(
                    402,
                    remote.post(reader.key(), "/merchant/transfers", transfer("b", DECLINED))
                            .status());
            assertEquals(
                    409,
                    remote.post(reader.key(), "/merchant/transfers", transfer("a", DECLINED))
                            .status());
            assertEquals(
                    400,
                    remote.post(
                                    reader.key(),
                                    "/merchant/transfers",
                                    transfer("c", NUMBER).replace("2040-08", NUMBER))
                            .status());
            assertEquals(
                    400,
                    remote.post(
                                    reader.key(),
                                    "/merchant/transfers",
                                    transfer("d", NUMBER).replace("}}", "}"))
                            .status());
            String inTheNumber = transfer("e", NUMBER).replace(";exp=2040-08;cvc=9173", ",cvc=9173;exp=2040-08");
            assertEquals(
                    402,
                    remote.post(reader.key(), "/merchant/transfers", inTheNumber)
                            .status());
            Remote.Answer begun =
                    remote.send("POST", "/v1/top-ups", reader.key(), "{\"amount\":" + Remote.eur("5.00") + "}", "k");
            String checkout = begun.path("checkoutUrl").replace("https://farthing.test", "");
            assertEquals(
                    402,
                    remote.form(checkout, "number=" + DECLINED + "&exp=08/40&cvc=9173")
                            .status());
            assertEquals(
                    303,
                    remote.form(checkout, "number=" + NUMBER + "&exp=08/40&cvc=9173")
                            .status());
            log = app.log();
        }

        assertTrue(log.contains("is paid and credited"), "the log was read");
        SECRETS.forEach(secret -> assertFalse(secret.matcher(log).find(), "the log holds " + secret));
        assertEquals(List.of(), tablesWith(database));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"cvc\":\"9173\"", ";cvc=9173,", "cvc 9173", "(4242,9173,x)"})
    void codeIsDetected(String text) {
        assertTrue(CODE.matcher(text).find(), text);
    }

    private static Pattern literal(String secret) {
        return Pattern.compile(secret, Pattern.LITERAL);
    }

    private static List<String> tablesWith(TestDatabase database) {
        List<String> found = new ArrayList<>();
        List<List<String>> tables = database.rows(
                "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace");
        assertTrue(tables.size() > 10, tables::toString);
        for (List<String> table : tables) {
            List<List<String>> rows = database.rows("select t::text from \"" + table.get(0) + "\" t");
            for (Pattern secret : SECRETS) {
                if (rows.stream().anyMatch(row -> secret.matcher(row.get(0)).find())) {
                    found.add(table.get(0) + " holds " + secret);
                }
            }
        }
        return found;
    }
}
