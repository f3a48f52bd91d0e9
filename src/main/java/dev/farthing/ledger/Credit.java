package dev.farthing.ledger;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A client's balance without expired promotional credit. */
@ApplicationScoped
public class Credit {
    private static final String LOTS = """
            select acc.client_id, acc.balance_micros, acc.promo_micros, lot.micros, nullif(lot.until, 'infinity') as until,
                   lot.until <= clock_timestamp() as expired
            from account acc
            left join lateral unnest(acc.promo_left, acc.promo_until) as lot (micros, until) on true
            where acc.client_id = any (?) order by lot.until
            """;

    private final Database database;

    Credit(Database database) {
        this.database = database;
    }

    /** @param lots promotional credit, soonest expiry first */
    public record Available(long balanceMicros, long promoMicros, List<Lot> lots) {
        static final Available NOTHING = new Available(0, 0, List.of());
    }

    /** @param until null is never */
    public record Lot(long micros, Instant until) {}

    /** Zero for a client without entries. */
    public Available of(UUID clientId) {
        return of(List.of(clientId)).get(clientId);
    }

    /** In one query. */
    public Map<UUID, Available> of(List<UUID> clientIds) {
        Map<UUID, List<Row>> rows = database.rows(LOTS, Row::read, (Object) clientIds.toArray(UUID[]::new)).stream()
                .collect(Collectors.groupingBy(Row::clientId));
        return clientIds.stream()
                .collect(Collectors.toMap(id -> id, id -> available(rows.getOrDefault(id, List.of()))));
    }

    private record Row(UUID clientId, long balance, long promo, Lot lot, boolean expired) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("client_id", UUID.class),
                    row.getLong("balance_micros"),
                    row.getLong("promo_micros"),
                    new Lot(row.getLong("micros"), Database.instant(row, "until")),
                    row.getBoolean("expired"));
        }
    }

    private static Available available(List<Row> rows) {
        if (rows.isEmpty()) {
            return Available.NOTHING;
        }
        long expired = 0;
        List<Lot> lots = new ArrayList<>();
        for (Row row : rows) {
            if (row.expired()) {
                expired += row.lot().micros();
            } else if (row.lot().micros() > 0) {
                lots.add(row.lot());
            }
        }
        Row first = rows.get(0);
        return new Available(first.balance() - expired, first.promo() - expired, List.copyOf(lots));
    }
}
