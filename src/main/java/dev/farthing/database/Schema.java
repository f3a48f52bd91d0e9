package dev.farthing.database;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Checks that the database has this release's tables. It may be ahead: during a rollout the previous release serves on tables that are
 * already migrated.
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

    /** Queries whether this release's newest migration has been applied. */
    public boolean isReady() {
        try {
            return database.row(
                    "select exists (select from flyway_schema_history where success and version = ?)",
                    row -> row.getBoolean(1),
                    VERSION);
        } catch (Database.DatabaseException fault) {
            // An empty database: the table does not exist, or is not granted yet.
            if (SqlStates.hasState(fault, UNDEFINED_TABLE) || SqlStates.hasState(fault, NO_PRIVILEGE)) {
                return false;
            }
            throw fault;
        }
    }
}
