package dev.farthing.client;

import dev.farthing.web.Ids;
import dev.farthing.web.Roles;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A holder of credit (reader, agent, partner) or a member of staff. */
@Entity
@DynamicUpdate
public class Client extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(nullable = false)
    public String name;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    public Role role;

    @Column(name = "max_price_micros")
    public Long maxPriceMicros;

    @Column(name = "daily_limit_micros")
    public Long dailyLimitMicros;

    @Column(name = "auto_purchase", nullable = false)
    public boolean autoPurchase;

    @Column(name = "suspended_at")
    public Instant suspendedAt;

    @Column(name = "suspended_reason")
    public String suspendedReason;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    public enum Role {
        CLIENT(Roles.CLIENT),
        PUBLISHER(Roles.CLIENT, Roles.PUBLISHER),
        ADMIN(Roles.CLIENT, Roles.PUBLISHER, Roles.ADMIN);

        private final Set<String> roles;

        Role(String... roles) {
            this.roles = Set.of(roles);
        }

        /** Includes the lesser roles; see {@link Roles}. */
        public Set<String> roles() {
            return roles;
        }
    }

    /**
     * Locked until the transaction ends; null if absent. Every change of a client or its keys takes this lock, so that
     * no check (last key, most keys) races it.
     */
    static Client locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    static Client create(String name, Role role, Instant now) {
        Client client = new Client();
        client.id = Ids.next();
        client.name = name;
        client.role = role;
        client.autoPurchase = true;
        client.createdAt = now;
        client.persist();
        return client;
    }
}
