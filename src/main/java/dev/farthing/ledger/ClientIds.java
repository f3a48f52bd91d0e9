package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class ClientIds {
    private final Database database;

    ClientIds(Database database) {
        this.database = database;
    }

    /** @throws Problem {@code invalid_parameter} or {@code client_not_found} */
    UUID existing(String id) {
        UUID clientId = Params.uuid("id", id);
        if (database.row("select 1 from client where id = ?", row -> true, clientId) == null) {
            throw noSuchClient();
        }
        return clientId;
    }

    static Problem noSuchClient() {
        return Problem.of(ProblemCode.CLIENT_NOT_FOUND, "No client has this id.");
    }
}
