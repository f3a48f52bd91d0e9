package dev.farthing.topup;

import dev.farthing.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

record TopUpRefund(
        UUID clientId,
        UUID id,
        UUID topUpId,
        Processor.RefundState status,
        long micros,
        long bonusMicros,
        String reason,
        Instant createdAt) {
    static final String COLUMNS = "client_id, id, top_up_id, status, amount_micros, bonus_micros, reason, created_at";

    static TopUpRefund read(ResultSet row) throws SQLException {
        return new TopUpRefund(
                row.getObject("client_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("top_up_id", UUID.class),
                Processor.RefundState.valueOf(row.getString("status")),
                row.getLong("amount_micros"),
                row.getLong("bonus_micros"),
                row.getString("reason"),
                Database.instant(row, "created_at"));
    }
}
