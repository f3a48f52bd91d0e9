package dev.farthing.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.database.Database;
import dev.farthing.web.AuditAction;
import dev.farthing.web.Cursor;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@ApplicationScoped
class AuditActions {
    private static final String LISTING = "acts";

    private static final String PAGE = """
            select a.id, a.at, a.name, a.actor, a.actor_name, a.role, a.key_id, a.kind,
                   coalesce(a.target, o.target) as target, a.method, a.path, a.address, a.user_agent, a.reference,
                   o.status, o.code, o.at as ended, o.details, a.trace_id
            from %s a left join act_outcome o on o.act_id = a.id
            where %s order by a.at desc, a.id desc limit ?
            """;

    /** The path names the target or the action creates it, never both: no row comes twice. */
    private static final String BY_TARGET = """
            (select * from act where target = ?
             union all select made.* from act made join act_outcome m on m.act_id = made.id where m.target = ?)
            """;

    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final Database database;
    private final ObjectMapper json;

    AuditActions(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Null: any. */
    record Filter(String actor, AuditAction action, String target, Instant from, Instant to) {}

    /** Newest first, for {@link dev.farthing.database.Lists#page}. */
    Page<AuditActionView> page(Filter filter, Paging paging) {
        Cursor cursor = paging.cursor(LISTING, 2);
        int limit = paging.limit();
        List<Object> values = new ArrayList<>();
        String table = "act";
        if (filter.target() != null) {
            table = BY_TARGET;
            Collections.addAll(values, filter.target(), filter.target());
        }
        // Absent filters stay out, so each combination is planned by its own index.
        StringBuilder conditions = new StringBuilder("true");
        String name = filter.action() == null ? null : filter.action().wireName();
        narrow(conditions, values, " and a.actor = ?", filter.actor());
        narrow(conditions, values, " and a.name = ?", name);
        narrow(conditions, values, " and a.at >= ?", filter.from());
        narrow(conditions, values, " and a.at < ?", filter.to());
        if (cursor != null) {
            conditions.append(" and (a.at, a.id) < (?, ?)");
            Collections.addAll(values, cursor.time(0), cursor.id(1));
        }
        values.add(limit + 1);
        List<AuditActionView> rows = database.rows(PAGE.formatted(table, conditions), this::read, values.toArray());
        return Page.of(rows, limit, action -> Cursor.of(LISTING, action.time(), action.id()));
    }

    private static void narrow(StringBuilder conditions, List<Object> values, String condition, Object value) {
        if (value != null) {
            conditions.append(condition);
            values.add(value);
        }
    }

    private AuditActionView read(ResultSet row) throws SQLException {
        return new AuditActionView(
                row.getObject("id", UUID.class),
                Database.instant(row, "at"),
                row.getString("name"),
                row.getString("actor"),
                row.getString("actor_name"),
                row.getString("role"),
                row.getObject("key_id", UUID.class),
                row.getString("kind"),
                row.getString("target"),
                row.getString("method"),
                row.getString("path"),
                row.getString("address"),
                row.getString("user_agent"),
                row.getString("reference"),
                row.getObject("status", Integer.class),
                row.getString("code"),
                Database.instant(row, "ended"),
                details(row.getString("details")),
                row.getString("trace_id"));
    }

    private Map<String, String> details(String text) {
        try {
            return text == null ? null : json.readValue(text, DETAILS);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
