package dev.farthing.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Plans of the application's statements, read from the log of PostgreSQL's auto_explain. */
public final class PlanLog {
    /** Server settings that it needs. */
    public static final Map<String, String> SERVER_SETTINGS = Map.of(
            "logging_collector", "on",
            "log_destination", "jsonlog",
            // One log file, since positions are offsets in one file.
            "log_rotation_size", "0",
            "log_rotation_age", "0");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestDatabase database;
    private long from;

    public PlanLog(TestDatabase database) {
        this.database = database;
        database.execute("alter role farthing_login set session_preload_libraries = 'auto_explain';"
                + "alter role farthing_login set auto_explain.log_min_duration = 0;"
                + "alter role farthing_login set auto_explain.log_format = 'json';"
                // Marks the parts of a plan that were not executed.
                + "alter role farthing_login set auto_explain.log_analyze = on;"
                // Shows values, which tell a custom plan from a generic one.
                + "alter role farthing_login set auto_explain.log_verbose = on");
    }

    public record Executed(String sql, JsonNode plan) {

        /** Whether the plan is generic: it has the parameter where a custom plan has its value. */
        public boolean isKept() {
            return plan.toString().contains("$1");
        }
    }

    public void start() {
        from = size();
        from = end();
    }

    public List<Executed> since() {
        return text(end())
                .lines()
                .map(PlanLog::json)
                .filter(line -> line.path("user").asText().equals("farthing_login"))
                .map(line -> line.path("message").asText())
                .filter(message -> message.contains(" plan:\n"))
                .map(message -> json(message.substring(message.indexOf('{'))))
                .map(plan -> new Executed(plan.path("Query Text").asText(), plan.path("Plan")))
                .toList();
    }

    /**
     * The log collector writes a moment after the statement's answer, but in the order of the messages: all plans so far
     * stand before a message that is written now.
     */
    private long end() {
        String mark = "plans end at " + UUID.randomUUID();
        database.execute("do $$ begin raise log '" + mark + "'; end $$");
        AtomicLong end = new AtomicLong();
        Await.until(
                () -> {
                    end.set(size());
                    return text(end.get()).contains(mark);
                },
                () -> "the log does not show the message " + mark);
        return end.get();
    }

    private String text(long to) {
        return database.value(
                "select convert_from(pg_read_binary_file(pg_current_logfile('jsonlog'), ?, ?), 'UTF8')",
                from,
                to - from);
    }

    private long size() {
        return Long.parseLong(database.value("select size from pg_stat_file(pg_current_logfile('jsonlog'))"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(text, broken);
        }
    }
}
