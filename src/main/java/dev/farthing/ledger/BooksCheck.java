package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.database.Schema;
import dev.farthing.database.SqlStates;
import dev.farthing.web.FarthingConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Refuses to start on tables of an older release, with another currency or isolation level, a login that could rewrite entries,
 * or a server that is not safe for books ({@link ServerSettings}).
 */
@ApplicationScoped
class BooksCheck {
    private static final String MAY_REWRITE = """
            select login from pg_class, unnest(array[session_user, current_user]) login
            where pg_class.oid = 'ledger_entry'::regclass
              and (pg_has_role(login, relowner, 'MEMBER')
                or has_any_column_privilege(login, pg_class.oid, 'UPDATE')
                or has_table_privilege(login, pg_class.oid, 'DELETE')
                or has_table_privilege(login, pg_class.oid, 'TRUNCATE'))
            limit 1
            """;

    private static final String UNKNOWN_ZONE = "22023";

    private final Database database;
    private final Schema schema;
    private final FarthingConfig config;

    BooksCheck(Database database, Schema schema, FarthingConfig config) {
        this.database = database;
        this.schema = schema;
        this.config = config;
    }

    void onStart(@Observes StartupEvent start) {
        if (!schema.isReady()) {
            throw new ConfigurationException(
                    "The database at quarkus.datasource.jdbc.url lacks migration " + Schema.VERSION
                            + ", which this release needs. Let the migration job run first, or set"
                            + " quarkus.flyway.migrate-at-start.");
        }
        requireReadCommitted();
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            requireSafeSettings();
            requireNoRightToRewrite();
        }
        requireKnownZone();
        database.change("insert into books (currency) values (?) on conflict do nothing", config.currency());
        String currency = database.row("select currency from books", row -> row.getString(1));
        if (!currency.equals(config.currency())) {
            throw new ConfigurationException(
                    "farthing.currency is %s, but the books are kept in %s. Set it back: amounts in the books have no other currency."
                            .formatted(config.currency(), currency));
        }
    }

    private void requireSafeSettings() {
        Map<String, String> settings = new HashMap<>();
        database.rows(ServerSettings.SELECT, row -> settings.put(row.getString(1), row.getString(2)));
        List<String> faults = ServerSettings.faults(settings);
        if (!faults.isEmpty()) {
            throw new ConfigurationException(String.join("\n  ", faults));
        }
    }

    /** Or every charge would fail. */
    private void requireKnownZone() {
        try {
            database.row("select " + Eligibility.today(config.zone()), row -> row.getString(1));
        } catch (Database.DatabaseException fault) {
            if (!SqlStates.hasState(fault, UNKNOWN_ZONE)) {
                throw fault;
            }
            throw new ConfigurationException(
                    "farthing.time-zone is " + config.timeZone()
                            + ", which PostgreSQL at quarkus.datasource.jdbc.url does not know: pg_timezone_names lists what it does.");
        }
    }

    /** Not set here: through PgBouncer a setting may reach another server connection, or none. */
    private void requireReadCommitted() {
        String isolation = database.row("show transaction_isolation", row -> row.getString(1));
        if (!"read committed".equals(isolation)) {
            throw new ConfigurationException("PostgreSQL at quarkus.datasource.jdbc.url runs with"
                    + " default_transaction_isolation=" + isolation
                    + ", the ledger is written for 'read committed'. Set it for"
                    + " the role in quarkus.datasource.username or the server.");
        }
    }

    /** A login that could take the owner's role is refused too. */
    private void requireNoRightToRewrite() {
        String login = database.row(MAY_REWRITE, row -> row.getString(1));
        if (login != null) {
            throw new ConfigurationException("quarkus.datasource.username leads to the role " + login
                    + ", which could rewrite entries of the ledger. Use a login that is only in the role that"
                    + " quarkus.flyway.placeholders.appRole names.");
        }
    }
}
