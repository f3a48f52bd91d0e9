package dev.farthing.voucher;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;

/** Read-only: {@link VoucherBatches} writes the rows. */
@Entity
@Immutable
@Table(name = "voucher_batch")
public class VoucherBatch extends PanacheEntityBase {
    private static final String NEWEST_FIRST = "order by createdAt desc, id desc";

    @Id
    public String id;

    @Column(name = "amount_micros", nullable = false)
    public long amountMicros;

    @Column(nullable = false)
    public int size;

    public String label;

    @Column(nullable = false)
    public boolean promotional;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "credit_expires_at")
    public Instant creditExpiresAt;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "revoked_at")
    public Instant revokedAt;

    /** Counted on read: at most 1,000 vouchers, adjacent in the primary key. */
    @Formula("(select count(*) from voucher v where v.batch = id and v.redeemed_by is not null)")
    public int redeemed;

    /** From the start, or after the batch with these two keys. */
    static List<VoucherBatch> newestFirst(Instant createdAt, String id, int rows) {
        PanacheQuery<VoucherBatch> batches = createdAt == null
                ? find(NEWEST_FIRST)
                : find("createdAt < ?1 or createdAt = ?1 and id < ?2 " + NEWEST_FIRST, createdAt, id);
        return batches.range(0, rows - 1).list();
    }
}
