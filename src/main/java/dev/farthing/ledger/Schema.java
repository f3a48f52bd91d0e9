package dev.farthing.ledger;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether the database has the tables that this release was written for. It may be ahead: while a release is rolled out, the one
 * before it goes on serving on tables that were already migrated.
 */
@ApplicationScoped
class Schema {
    /** The newest migration of this release; a test holds it against the folder. */
    static final String VERSION = "6";

    private final Database database;

    Schema(Database database) {
        this.database = database;
    }

    /** Whether this release's newest migration has been applied. Asks the database. */
    boolean isReady() {
        return database.row(
                "select exists (select from flyway_schema_history where success and version = ?)",
                row -> row.getBoolean(1),
                VERSION);
    }
}
