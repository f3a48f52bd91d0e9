package dev.farthing.ledger;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Live, over or refunded; read-only. */
@Entity
@Immutable
@IdClass(Purchase.Key.class)
public class Purchase extends PanacheEntityBase {
    @Id
    @Column(name = "client_id")
    public UUID clientId;

    @Id
    @Column(name = "article_id")
    public UUID articleId;

    @Column(name = "entry_id", nullable = false)
    public UUID entryId;

    @Column(name = "entry_sequence", nullable = false)
    public long entrySequence;

    @Column(name = "price_micros", nullable = false)
    public long priceMicros;

    @Column(name = "purchased_at", nullable = false)
    public Instant purchasedAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "refunded_at")
    public Instant refundedAt;

    /** Keeps a client from paying twice. */
    public record Key(UUID clientId, UUID articleId) implements Serializable {}
}
