package dev.farthing.topup;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

@ApplicationScoped
class LockedTopUps {
    private static final String LOCK = "select * from top_up where client_id = ? and id = ? for update";

    /** {@code settled_at} is the time of the processor's first decision. */
    private static final String WRITE = """
            update top_up
            set status = ?, payment = ?, failure = ?, entry_sequence = ?, reported_refunded_micros = ?,
                reported_disputed_micros = ?, refunded_micros = ?, refunding_micros = ?, charged_back_micros = ?,
                reported_reinstated_micros = ?, reinstated_micros = ?, bonus_charged_back_micros = ?, dispute_pending = ?,
                bonus_revoked_micros = ?, bonus_expires_at = ?,
                settled_at = case when ?::text = 'PENDING' then null else coalesce(settled_at, clock_timestamp()) end
            where client_id = ? and id = ?
            """;

    private final Database database;

    LockedTopUps(Database database) {
        this.database = database;
    }

    /** Locks until the transaction ends; null if absent. */
    LockedTopUp lock(UUID clientId, UUID id) {
        return database.row(LOCK, LockedTopUps::read, clientId, id);
    }

    void write(LockedTopUp topUp) {
        topUp.status = topUp.statusNow();
        database.change(
                WRITE,
                topUp.status,
                topUp.payment,
                topUp.failure,
                topUp.entrySequence,
                topUp.reportedRefundedMicros,
                topUp.reportedDisputedMicros,
                topUp.refundedMicros,
                topUp.refundingMicros,
                topUp.chargedBackMicros,
                topUp.reportedReinstatedMicros,
                topUp.reinstatedMicros,
                topUp.bonusChargedBackMicros,
                topUp.isDisputePending(),
                topUp.bonusRevokedMicros,
                topUp.bonusExpiresAt,
                topUp.status,
                topUp.clientId,
                topUp.id);
    }

    private static LockedTopUp read(ResultSet row) throws SQLException {
        LockedTopUp topUp = new LockedTopUp(
                row.getObject("client_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("processor"),
                row.getString("session"),
                row.getString("article"),
                row.getLong("amount_micros"),
                row.getLong("bonus_micros"));
        topUp.status = TopUp.Status.valueOf(row.getString("status"));
        topUp.payment = row.getString("payment");
        topUp.failure = row.getString("failure");
        topUp.entrySequence = row.getObject("entry_sequence", Long.class);
        topUp.reportedRefundedMicros = row.getLong("reported_refunded_micros");
        topUp.reportedDisputedMicros = row.getLong("reported_disputed_micros");
        topUp.refundedMicros = row.getLong("refunded_micros");
        topUp.refundingMicros = row.getLong("refunding_micros");
        topUp.chargedBackMicros = row.getLong("charged_back_micros");
        topUp.reportedReinstatedMicros = row.getLong("reported_reinstated_micros");
        topUp.reinstatedMicros = row.getLong("reinstated_micros");
        topUp.bonusChargedBackMicros = row.getLong("bonus_charged_back_micros");
        topUp.disputeOpen = row.getBoolean("dispute_pending");
        topUp.bonusRevokedMicros = row.getLong("bonus_revoked_micros");
        topUp.bonusExpiresAt = Database.instant(row, "bonus_expires_at");
        return topUp;
    }
}
