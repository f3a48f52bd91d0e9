package dev.farthing.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Writes the two rows of an act. Both statements can be repeated: the act's id is their key. */
@ApplicationScoped
class AuditTrail {
    private static final Logger LOG = Logger.getLogger(AuditTrail.class);

    private static final String BEGIN = """
            insert into act (id, at, name, actor, actor_name, role, key_id, kind, target, method, path, reference, address,
                             user_agent, trace_id)
            values (?, ?, ?, ?, ?, ?, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
            """;

    private static final String END = """
            insert into act_outcome (act_id, at, status, code, target, details) values (?, ?, ?, ?, ?, ?::jsonb)
            on conflict (act_id) do nothing
            """;

    private final Database database;
    private final ObjectMapper json;

    AuditTrail(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Writes what is going to be done.
     *
     * @throws Problem {@code unavailable} when it cannot be written, and so must not be done
     */
    void begin(AttemptedAction act) {
        try {
            database.change(
                    BEGIN,
                    act.id(),
                    act.at(),
                    act.act().title(),
                    act.actor(),
                    act.caller().name(),
                    act.role(),
                    act.caller().keyId(),
                    act.act().target().kind(),
                    act.target(),
                    act.method(),
                    act.path(),
                    act.reference(),
                    act.sender().address(),
                    act.sender().userAgent(),
                    act.traceId());
        } catch (Database.DatabaseException fault) {
            log(
                    fault,
                    "%s %s is refused: it cannot be written into the trail"
                            .formatted(act.act().title(), act.id()));
            throw Problem.of(
                    ProblemCode.UNAVAILABLE,
                    "What admins and publishers do is written down first, and that cannot be done just now; try again.");
        }
    }

    /** Writes what became of it. The act is done, so a fault of this is no answer to it; the log tells the operator. */
    void end(AttemptedAction act, Supplier<Outcome> became) {
        try {
            Outcome outcome = became.get();
            database.change(
                    END,
                    act.id(),
                    outcome.at(),
                    outcome.status(),
                    outcome.code(),
                    outcome.made(),
                    text(outcome.details()));
        } catch (RuntimeException fault) {
            log(
                    fault,
                    "The outcome of %s %s cannot be written into the trail"
                            .formatted(act.act().title(), act.id()));
        }
    }

    /** Writes what was refused before it could begin. */
    void refused(AttemptedAction act, Supplier<Outcome> became) {
        try {
            begin(act);
        } catch (Problem unavailable) {
            // It is refused already.
            return;
        }
        end(act, became);
    }

    /** A database that is away needs no stack trace for each request. */
    private static void log(RuntimeException fault, String what) {
        if (SqlStates.isUnavailable(fault)) {
            LOG.errorf("%s: %s", what, SqlStates.summary(fault));
        } else {
            LOG.error(what, fault);
        }
    }

    private String text(Map<String, String> details) {
        try {
            return details.isEmpty() ? null : json.writeValueAsString(details);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
