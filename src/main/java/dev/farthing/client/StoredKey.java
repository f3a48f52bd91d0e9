package dev.farthing.client;

import dev.farthing.database.Database;
import dev.farthing.web.Caller;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** May be revoked or expired. */
public record StoredKey(Caller caller, Instant revokedAt, Instant expiresAt) {

    /** For {@link #read}, of {@code api_key k} and {@code client c}. */
    public static final String COLUMNS =
            "k.id as key_id, k.revoked_at, k.expires_at, c.id as client_id, c.name as client_name, c.role";

    /** Null where an outer join found no key. */
    public static StoredKey read(ResultSet row) throws SQLException {
        UUID keyId = row.getObject("key_id", UUID.class);
        if (keyId == null) {
            return null;
        }
        Caller caller = new Caller(
                row.getObject("client_id", UUID.class),
                keyId,
                row.getString("client_name"),
                Client.Role.valueOf(row.getString("role")).roles());
        return new StoredKey(caller, Database.instant(row, "revoked_at"), Database.instant(row, "expires_at"));
    }

    /** @throws Problem {@code revoked_api_key} or {@code expired_api_key} */
    void requireUsable(Instant now) {
        if (revokedAt != null) {
            throw Problem.of(ProblemCode.REVOKED_API_KEY, "This API key was revoked at " + revokedAt + ".");
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw Problem.of(ProblemCode.EXPIRED_API_KEY, "This API key expired at " + expiresAt + ".");
        }
    }
}
