package dev.farthing.ledger;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
public class Ownership {
    private static final String AMONG =
            "select p.article_id from purchase p where p.client_id = ? and p.article_id = any (?) and "
                    + Eligibility.LIVE;

    /** Condition over {@code article a}: the client {@code :reader} has a live purchase. Citus runs no correlated form. */
    public static final String OF_READER =
            "a.id in (select p.article_id from purchase p where p.client_id = :reader and " + Eligibility.LIVE + ")";

    private final Database database;

    Ownership(Database database) {
        this.database = database;
    }

    /** Articles with a live purchase, in one query. */
    public Set<UUID> among(UUID clientId, List<UUID> articleIds) {
        return new HashSet<>(
                database.rows(AMONG, row -> row.getObject(1, UUID.class), clientId, articleIds.toArray(UUID[]::new)));
    }
}
