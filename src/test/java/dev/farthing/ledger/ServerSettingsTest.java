package dev.farthing.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {
    @Test
    void serverOfTheTestsIsSafe() throws SQLException {
        assertEquals(List.of(), ServerSettings.faults(seenBy("farthing_login", "login", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "synchronous_commit=off",
                "synchronous_commit=local",
                "synchronous_commit=remote_write",
                "default_transaction_read_only=on"
            })
    void settingInTheUrlIsSeen(String setting) throws SQLException {
        List<String> faults = ServerSettings.faults(seenBy("farthing_login", "login", "?options=-c%20" + setting));

        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).contains("quarkus.datasource.jdbc.url runs with " + setting + ":"), faults.get(0));
    }

    /** Only superusers may set these, and for other roles, too. */
    @ParameterizedTest
    @ValueSource(strings = {"session_replication_role=replica", "zero_damaged_pages=on", "ignore_checksum_failure=on"})
    void settingOfASuperuserIsSeen(String setting) throws SQLException {
        List<String> faults = ServerSettings.faults(seenBy("postgres", "postgres", "?options=-c%20" + setting));

        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).contains(setting + ":"), faults.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync=off", "full_page_writes=off", "data_sync_retry=on"})
    void settingOfTheServerIsRefused(String setting) throws SQLException {
        Map<String, String> settings = seenBy("farthing_login", "login", "");
        String name = setting.substring(0, setting.indexOf('='));
        assertTrue(settings.containsKey(name));

        settings.put(name, setting.substring(name.length() + 1));

        List<String> faults = ServerSettings.faults(settings);
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).contains(setting + ":"), faults.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "remote_apply"})
    void commitThatWaitsForTheStandbysDiskIsSafe(String value) throws SQLException {
        assertEquals(
                List.of(),
                ServerSettings.faults(seenBy("farthing_login", "login", "?options=-c%20synchronous_commit=" + value)));
    }

    private static Map<String, String> seenBy(String login, String password, String parameters) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        try (Connection connection =
                        DriverManager.getConnection(TestDatabase.shared().url() + parameters, login, password);
                ResultSet rows = connection.createStatement().executeQuery(ServerSettings.SELECT)) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        return settings;
    }
}
