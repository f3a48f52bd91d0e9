package dev.farthing.database;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether the database has the tables that this release was written for. It may be ahead: while a release is rolled out, the one
 * before it goes on serving on tables that were already migrated.
 */
@ApplicationScoped
public class Schema {
    /** The newest migration of this release; a test holds it against the folder. */
    public static final String VERSION = "1";

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String NO_PRIVILEGE = "42501";

    private final Database database;

    Schema(Database database) {
        this.database = database;
    }

    /** Whether this release's newest migration has been applied. Asks the database. */
    public boolean isReady() {
        try {
            return database.row(
                    "select exists (select from flyway_schema_history where success and version = ?)",
                    row -> row.getBoolean(1),
                    VERSION);
        } catch (Database.DatabaseException fault) {
            // An empty database: no table yet, or not granted yet.
            if (SqlStates.hasState(fault, UNDEFINED_TABLE) || SqlStates.hasState(fault, NO_PRIVILEGE)) {
                return false;
            }
            throw fault;
        }
    }
}
