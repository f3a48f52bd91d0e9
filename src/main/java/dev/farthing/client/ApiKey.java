package dev.farthing.client;

import dev.farthing.web.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** Stored as its hash and its last four characters. */
@Entity
@DynamicUpdate
@Table(name = "api_key")
@IdClass(ApiKey.Key.class)
public class ApiKey extends PanacheEntityBase {
    @Id
    @Column(name = "client_id")
    public UUID clientId;

    @Id
    public UUID id;

    @Column(nullable = false)
    public byte[] hash;

    @Column(nullable = false)
    public String label;

    @Column(nullable = false)
    public String hint;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "revoked_at")
    public Instant revokedAt;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    public Instant lastUsedAt;

    public record Key(UUID clientId, UUID id) implements Serializable {}

    static ApiKey create(KeyToken token, String label, Instant expiresAt, Instant now) {
        ApiKey key = new ApiKey();
        key.clientId = token.clientId();
        key.id = Ids.next();
        key.hash = token.hash();
        key.label = label;
        key.hint = token.hint();
        key.createdAt = now;
        key.expiresAt = expiresAt;
        key.persist();
        return key;
    }

    /** Oldest first. */
    static List<ApiKey> usable(UUID clientId, Instant now) {
        return list(
                "clientId = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2) order by id",
                clientId,
                now);
    }

    boolean isUsable(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }
}
