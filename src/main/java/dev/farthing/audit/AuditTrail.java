package dev.farthing.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.database.Database;
import dev.farthing.database.FaultLog;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Both statements can be repeated: the action's id is their key. */
@ApplicationScoped
class AuditTrail {
    private static final Logger LOG = Logger.getLogger(AuditTrail.class);

    private static final String INSERT_ATTEMPT = """
            insert into act (id, at, name, actor, actor_name, role, key_id, kind, target, method, path, reference, address,
                             user_agent, trace_id)
            values (?, ?, ?, ?, ?, ?, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
            """;

    private static final String INSERT_OUTCOME = """
            insert into act_outcome (act_id, at, status, code, target, details) values (?, ?, ?, ?, ?, ?::jsonb)
            on conflict (act_id) do nothing
            """;

    private final Database database;
    private final ObjectMapper json;
    private final Clock clock;

    AuditTrail(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** @throws Problem {@code unavailable} if it cannot be recorded and so must not be done */
    void recordAttempt(AttemptedAction attempt) {
        try {
            database.change(
                    INSERT_ATTEMPT,
                    attempt.id(),
                    clock.instant(),
                    attempt.action().wireName(),
                    attempt.actor(),
                    attempt.caller().name(),
                    attempt.role(),
                    attempt.caller().keyId(),
                    attempt.action().target().kind(),
                    attempt.target(),
                    attempt.method(),
                    attempt.path(),
                    attempt.reference(),
                    attempt.sender().address(),
                    attempt.sender().userAgent(),
                    attempt.traceId());
        } catch (Database.DatabaseException fault) {
            FaultLog.error(LOG, fault, "Refused " + attempt + ": cannot write to the audit trail");
            throw Problem.of(
                    ProblemCode.UNAVAILABLE,
                    "Actions of admins and publishers are audited first, and the audit trail cannot be written now;"
                            + " try again.");
        }
    }

    /** The action is done: a failure is only logged. */
    void recordOutcome(AttemptedAction attempt, Supplier<Outcome> read) {
        try {
            Outcome outcome = read.get();
            database.change(
                    INSERT_OUTCOME,
                    attempt.id(),
                    clock.instant(),
                    outcome.status(),
                    outcome.code(),
                    outcome.created(),
                    text(outcome.details()));
        } catch (RuntimeException fault) {
            FaultLog.error(LOG, fault, "The outcome of " + attempt + " cannot be written to the audit trail");
        }
    }

    /** Its attempt is not recorded yet. */
    void recordRefusal(AttemptedAction attempt, Supplier<Outcome> read) {
        try {
            recordAttempt(attempt);
        } catch (Problem unavailable) {
            // Refused anyway, and logged.
            return;
        }
        recordOutcome(attempt, read);
    }

    private String text(Map<String, String> details) {
        try {
            return details.isEmpty() ? null : json.writeValueAsString(details);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
