package dev.farthing.topup;

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

/** Read-only: {@link TopUps} and {@link Settlement} write the rows. */
@Entity
@Immutable
@Table(name = "top_up")
@IdClass(TopUp.Key.class)
public class TopUp extends PanacheEntityBase {
    @Id
    @Column(name = "client_id")
    public UUID clientId;

    @Id
    public UUID id;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    public Status status;

    @Column(name = "amount_micros", nullable = false)
    public long amountMicros;

    @Column(name = "bonus_micros", nullable = false)
    public long bonusMicros;

    @Column(nullable = false)
    public String processor;

    /** The processor's id of the checkout; null before its answer. */
    public String session;

    /** The processor's id; null while unpaid. */
    public String payment;

    @Column(name = "checkout_url")
    public String checkoutUrl;

    @Column(nullable = false)
    public String reference;

    @Column(name = "request_hash")
    public byte[] requestHash;

    /** A slug, or null. */
    public String article;

    @Column(name = "return_to")
    public String returnTo;

    public String failure;

    public String card;

    @Column(name = "refunded_micros", nullable = false)
    public long refundedMicros;

    @Column(name = "refunding_micros", nullable = false)
    public long refundingMicros;

    @Column(name = "charged_back_micros", nullable = false)
    public long chargedBackMicros;

    @Column(name = "reinstated_micros", nullable = false)
    public long reinstatedMicros;

    @Column(name = "entry_sequence")
    public Long entrySequence;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    @Column(name = "settled_at")
    public Instant settledAt;

    public record Key(UUID clientId, UUID id) implements Serializable {}

    /** A paid top-up never becomes unpaid. */
    public enum Status {
        PENDING,
        /** Not credited, for lack of room in the account; credited when it fits. */
        PAID,
        /** Credited in the same transaction. */
        SUCCEEDED,
        PARTLY_REFUNDED,
        REFUNDED,
        /** A payment that still arrives is credited. */
        FAILED,
        /** As {@link #FAILED}. */
        EXPIRED;

        public boolean isPaid() {
            return this == SUCCEEDED || this == PARTLY_REFUNDED || this == REFUNDED;
        }
    }
}
