package dev.farthing.ledger;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A client's credit, for reading. Only the statements of this package write it. */
@Entity
@Immutable
public class Account extends PanacheEntityBase {
    @Id
    @Column(name = "client_id")
    public UUID clientId;

    @Column(name = "balance_micros", nullable = false)
    public long balanceMicros;

    @Column(name = "promo_micros", nullable = false)
    public long promoMicros;

    @Column(name = "last_sequence", nullable = false)
    public long lastSequence;
}
