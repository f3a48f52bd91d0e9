package dev.farthing.ledger;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings of PostgreSQL, as the application's sessions see them, with which books would not be safe. */
final class ServerSettings {
    private static final String LOST = "a charge could be acknowledged and then lost";
    private static final String TORN = "a crash could damage the books";
    private static final String HIDDEN = "damaged entries would be taken for none";

    /** {@code off}, {@code local} and {@code remote_write} of the first do not wait until a standby has the commit on its disk. */
    private static final List<Rule> RULES = List.of(
            new Rule("synchronous_commit", List.of("on", "remote_apply"), LOST),
            new Rule("fsync", List.of("on"), LOST),
            new Rule("data_sync_retry", List.of("off"), LOST),
            new Rule("full_page_writes", List.of("on"), TORN),
            new Rule("zero_damaged_pages", List.of("off"), HIDDEN),
            new Rule("ignore_checksum_failure", List.of("off"), HIDDEN),
            new Rule("session_replication_role", List.of("origin", "local"), "foreign keys would not be checked"),
            new Rule("default_transaction_read_only", List.of("off"), "nothing could be sold"));

    /** Name and value of each. */
    static final String SELECT = RULES.stream()
            .map(Rule::setting)
            .collect(Collectors.joining("', '", "select name, setting from pg_settings where name in ('", "')"));

    private ServerSettings() {}

    private record Rule(String setting, List<String> safe, String danger) {
        String fault(String value) {
            return "PostgreSQL at quarkus.datasource.jdbc.url runs with " + setting + "=" + value + ": " + danger
                    + ". Set it to " + String.join(" or ", safe)
                    + " for the server, the database and the role in quarkus.datasource.username.";
        }
    }

    /** One sentence for each unsafe setting. A database that does not have a setting cannot have it wrong. */
    static List<String> faults(Map<String, String> settings) {
        return RULES.stream()
                .filter(rule -> settings.containsKey(rule.setting()))
                .filter(rule -> !rule.safe().contains(settings.get(rule.setting())))
                .map(rule -> rule.fault(settings.get(rule.setting())))
                .toList();
    }
}
