package dev.farthing.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

final class Statements {
    private static final String COSTLIEST = """
            select calls, round(total_exec_time)::bigint as total_millis,
                   round(1000 * total_exec_time / calls)::bigint as mean_micros, toplevel,
                   left(regexp_replace(query, '\\s+', ' ', 'g'), 90) as text
            from pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database())
            order by total_exec_time desc limit 12
            """;

    private Statements() {}

    /** @param nested run by another statement, as foreign key checks are */
    record Cost(long calls, long totalMillis, long meanMicros, boolean nested, String text) {}

    static void reset(Postgres postgres, String database) throws SQLException {
        postgres.value(database, "select pg_stat_statements_reset()");
    }

    static List<Cost> costliest(Postgres postgres, String database) throws SQLException {
        List<Cost> costs = new ArrayList<>();
        try (Connection connection = postgres.asSuperuser(database);
                ResultSet row = connection.createStatement().executeQuery(COSTLIEST)) {
            while (row.next()) {
                costs.add(new Cost(
                        row.getLong("calls"),
                        row.getLong("total_millis"),
                        row.getLong("mean_micros"),
                        !row.getBoolean("toplevel"),
                        row.getString("text").replace('|', '/')));
            }
        }
        return costs;
    }
}
