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

/** A holder of credit: a reader's wallet, an agent, a partner's back end; or a member of the publisher's staff. */
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

    /** The permissions of a client beyond reading and paying. */
    public enum Role {
        CLIENT(Roles.CLIENT),
        PUBLISHER(Roles.CLIENT, Roles.PUBLISHER),
        ADMIN(Roles.CLIENT, Roles.PUBLISHER, Roles.ADMIN);

        private final Set<String> roles;

        Role(String... roles) {
            this.roles = Set.of(roles);
        }

        /** The role and those it includes, as named in {@link Roles}. */
        public Set<String> roles() {
            return roles;
        }
    }

    /**
     * The client, locked until the transaction ends, or null. Changes of a client or its keys take this lock, so that no check
     * (last key, most keys) races another change and no change is lost.
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
