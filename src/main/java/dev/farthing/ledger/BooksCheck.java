package dev.farthing.ledger;

import dev.farthing.web.FarthingConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses to start on books in another currency, or on a database that acknowledges before it has written. */
@ApplicationScoped
class BooksCheck {
    private final Database database;
    private final FarthingConfig config;

    BooksCheck(Database database, FarthingConfig config) {
        this.database = database;
        this.config = config;
    }

    void onStart(@Observes StartupEvent start) {
        database.change("insert into books (currency) values (?) on conflict do nothing", config.currency());
        String kept = database.row("select currency from books", row -> row.getString(1));
        if (!kept.equals(config.currency())) {
            throw new IllegalStateException(
                    "farthing.currency is %s, but the books are kept in %s. Set it back: amounts in the books have no other currency."
                            .formatted(config.currency(), kept));
        }
        if (LaunchMode.current() == LaunchMode.NORMAL
                && "off".equals(database.row("show synchronous_commit", row -> row.getString(1)))) {
            throw new IllegalStateException(
                    "PostgreSQL runs with synchronous_commit=off: a charge could be acknowledged"
                            + " and then lost. Set synchronous_commit to on in the server or for the role in quarkus.datasource.username.");
        }
    }
}
