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

/** What a client can spend now: its balance without promotional credit whose time is over. */
@ApplicationScoped
public class Credit {
    private static final String LOTS = """
            select acc.client_id, acc.balance_micros, acc.promo_micros, lot.micros, nullif(lot.until, 'infinity') as until,
                   lot.until <= clock_timestamp() as over
            from account acc
            left join lateral unnest(acc.promo_left, acc.promo_until) as lot (micros, until) on true
            where acc.client_id = any (?) order by lot.until
            """;

    private final Database database;

    Credit(Database database) {
        this.database = database;
    }

    /**
     * A client's credit, in micros.
     *
     * @param promoMicros how much of the balance is promotional
     * @param lots the promotional credit by its end, soonest first
     */
    public record Held(long balanceMicros, long promoMicros, List<Lot> lots) {
        static final Held NOTHING = new Held(0, 0, List.of());
    }

    /** Promotional credit that ends at one moment; null is never. */
    public record Lot(long micros, Instant until) {}

    /** The client's credit; a client without any entry has none. */
    public Held of(UUID clientId) {
        return of(List.of(clientId)).get(clientId);
    }

    /** The credit of each of these clients, in one query. */
    public Map<UUID, Held> of(List<UUID> clientIds) {
        Map<UUID, List<Row>> rows = database.rows(LOTS, Row::read, (Object) clientIds.toArray(UUID[]::new)).stream()
                .collect(Collectors.groupingBy(Row::clientId));
        return clientIds.stream().collect(Collectors.toMap(id -> id, id -> held(rows.getOrDefault(id, List.of()))));
    }

    private record Row(UUID clientId, long balance, long promo, Lot lot, boolean over) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("client_id", UUID.class),
                    row.getLong("balance_micros"),
                    row.getLong("promo_micros"),
                    new Lot(row.getLong("micros"), Database.instant(row, "until")),
                    row.getBoolean("over"));
        }
    }

    private static Held held(List<Row> rows) {
        if (rows.isEmpty()) {
            return Held.NOTHING;
        }
        long over = 0;
        List<Lot> lots = new ArrayList<>();
        for (Row row : rows) {
            if (row.over()) {
                over += row.lot().micros();
            } else if (row.lot().micros() > 0) {
                lots.add(row.lot());
            }
        }
        Row first = rows.get(0);
        return new Held(first.balance() - over, first.promo() - over, List.copyOf(lots));
    }
}
