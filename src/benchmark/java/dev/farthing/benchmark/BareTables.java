package dev.farthing.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Drops keys and indexes before a bulk load and restores them afterwards. */
final class BareTables {
    private static final String KEYS = """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                   format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint
            where contype in ('p', 'u', 'f')
              and (conrelid in (select oid from filled) or confrelid in (select oid from filled))
            order by case contype when 'f' then 0 else 1 end, conname
            """;

    private static final String INDEXES = """
            select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
            from pg_index i
            where i.indrelid in (select oid from filled)
              and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
            """;

    private static final String FILLED = """
            with filled as (
              select unnest(array['article', 'client', 'api_key', 'account', 'ledger_entry', 'purchase']::regclass[])::oid as oid)
            """;

    private final Connection connection;
    private final List<String> restores = new ArrayList<>();

    private BareTables(Connection connection) {
        this.connection = connection;
    }

    static BareTables strip(Connection connection) throws SQLException {
        BareTables bare = new BareTables(connection);
        List<String> drops = new ArrayList<>();
        // Foreign keys need the other keys: dropped first, restored last.
        List<String> keys = new ArrayList<>();
        bare.read(FILLED + KEYS, drops, keys);
        bare.read(FILLED + INDEXES, drops, bare.restores);
        for (int i = keys.size() - 1; i >= 0; i--) {
            bare.restores.add(keys.get(i));
        }
        bare.run(drops);
        return bare;
    }

    void restore() throws SQLException {
        run(restores);
    }

    private void read(String sql, List<String> drops, List<String> restores) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                drops.add(row.getString(1));
                restores.add(row.getString(2));
            }
        }
    }

    private void run(List<String> commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
