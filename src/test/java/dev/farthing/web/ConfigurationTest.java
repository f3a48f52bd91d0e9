package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.ConfigKeys;
import dev.farthing.support.PostgresResource;
import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each key is checked at the start, and the table of {@code deploy/configuration.md} has it with its default. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ConfigurationTest {
    private static final Pattern ROW = Pattern.compile("^\\|([^|]*farthing\\.[^|]*)\\|([^|]*)\\|.*\\|$");

    @Inject
    @All
    List<ConfigCheck> checks;

    @Test
    void everyKeyIsCheckedAtTheStart() {
        ConfigErrors faults = new ConfigErrors();
        checks.forEach(check -> check.check(faults));

        assertEquals(
                new TreeSet<>(ConfigKeys.defaults().keySet()),
                new TreeSet<>(faults.keys()),
                "a ConfigCheck of the key's room names each key, or the start refuses its variable as unknown");
    }

    @Test
    void pageHasOneRowForEachKey() throws IOException {
        List<String> names = new ArrayList<>();
        rows().forEach((cell, value) -> names.add(cell));
        names.sort(null);

        assertEquals(
                ConfigKeys.defaults().keySet().stream()
                        .map(key -> "`" + key + "`")
                        .sorted()
                        .toList(),
                names);
    }

    @Test
    void pageHasTheDefaultOfEachKey() throws IOException {
        Map<String, String> rows = rows();

        ConfigKeys.defaults().forEach((key, value) -> {
            String said = rows.get("`" + key + "`");
            // The cell of a key without a default may describe the behaviour without a value.
            assertTrue(
                    said != null && (said.equals(value) || !value.startsWith("`") && said.startsWith(value + ": ")),
                    () -> "the default of " + key + " is " + value + ", and deploy/configuration.md says " + said);
        });
    }

    /** First and second cell of each table row with a key of ours. */
    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("deploy/configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String before = rows.put(row.group(1).strip(), row.group(2).strip());
                assertEquals(null, before, "two rows for " + row.group(1));
            }
        }
        return rows;
    }
}
