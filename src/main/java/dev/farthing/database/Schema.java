package dev.farthing.database;

import jakarta.enterprise.context.ApplicationScoped;

/** During a rollout the previous release serves on migrated tables, so the database may be ahead. */
@ApplicationScoped
public class Schema {
    /** A test holds it against the folder. */
    public static final String VERSION = "1";

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String NO_PRIVILEGE = "42501";

    private final Database database;

    Schema(Database database) {
        this.database = database;
    }

    public boolean isReady() {
        try {
            return database.row(
                    "select exists (select from flyway_schema_history where success and version = ?)",
                    row -> row.getBoolean(1),
                    VERSION);
        } catch (Database.DatabaseException fault) {
            // An empty database: the table does not exist or is not granted yet.
            if (SqlStates.hasState(fault, UNDEFINED_TABLE) || SqlStates.hasState(fault, NO_PRIVILEGE)) {
                return false;
            }
            throw fault;
        }
    }
}
