package dev.farthing.ledger;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Read-only: the SQL of this package appends entries. */
@Entity
@Immutable
@Table(name = "ledger_entry")
@IdClass(LedgerEntry.Key.class)
public class LedgerEntry extends PanacheEntityBase {
    @Id
    @Column(name = "client_id")
    public UUID clientId;

    @Id
    public long sequence;

    @Column(nullable = false)
    public UUID id;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    public EntryKind kind;

    @Enumerated(EnumType.STRING)
    @Column(name = "from_account", nullable = false)
    public AccountName from;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_account", nullable = false)
    public AccountName to;

    @Column(name = "amount_micros", nullable = false)
    public long amountMicros;

    @Column(name = "promo_micros", nullable = false)
    public long promoMicros;

    @Column(name = "balance_after_micros", nullable = false)
    public long balanceAfterMicros;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "article_id")
    public UUID articleId;

    public Long corrects;

    public String reference;

    public String reason;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    public record Key(UUID clientId, long sequence) implements Serializable {}
}
