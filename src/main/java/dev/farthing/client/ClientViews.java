package dev.farthing.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.ledger.Credit;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditTarget;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Clients and keys on the wire. */
@RegisterForReflection
final class ClientViews {
    private ClientViews() {}

    /** The client's own guards. */
    @Schema(name = "Limits")
    public record Limits(
            @Schema(description = "Most that one article may cost; null: no limit", nullable = true)
            @JsonInclude(JsonInclude.Include.ALWAYS)
            Money maxPrice,

            @Schema(description = "Most that one day (UTC) may cost; null: no limit", nullable = true)
            @JsonInclude(JsonInclude.Include.ALWAYS)
            Money dailyLimit,

            @Schema(description = "Whether reading buys; when off, only POST /v1/me/purchases does")
            boolean autoPurchase) {}

    /** That a client is stopped, and why. */
    @Schema(name = "Suspended")
    public record Suspended(Instant since, String reason) {}

    /** A client as it and admins see it. */
    @Schema(name = "Client")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClientView(
            UUID id,
            String name,
            Client.Role role,
            Money balance,

            @Schema(description = "How much of the balance is promotional: spent first, never paid out")
            Money promotional,

            Limits limits,

            @Schema(description = "Since when and why the client may neither buy nor add credit; absent: it may")
            Suspended suspended,

            Instant createdAt) {

        static ClientView of(Client client, Credit.Available credit, String currency) {
            return new ClientView(
                    client.id,
                    client.name,
                    client.role,
                    Money.of(credit.balanceMicros(), currency),
                    Money.of(credit.promoMicros(), currency),
                    new Limits(
                            money(client.maxPriceMicros, currency),
                            money(client.dailyLimitMicros, currency),
                            client.autoPurchase),
                    client.suspendedAt == null ? null : new Suspended(client.suspendedAt, client.suspendedReason),
                    client.createdAt);
        }

        private static Money money(Long micros, String currency) {
            return micros == null ? null : Money.of(micros, currency);
        }
    }

    /** A new client, with the one sight of its key. */
    @Schema(name = "NewClient")
    public record NewClient(
            UUID id,
            String name,
            Client.Role role,

            @Schema(description = "Shown once; stored nowhere")
            String apiKey) implements AuditDetails {

        @Override
        public Map<String, String> trailDetails() {
            return Map.of(AuditTarget.CLIENT.kind(), id.toString(), "role", role.name());
        }
    }

    /** A key without its secret. */
    @Schema(name = "ApiKey")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyView(
            UUID id,
            String label,

            @Schema(description = "The key's last four characters")
            String hint,

            Instant createdAt,
            Instant expiresAt,
            Instant revokedAt,
            @Schema(description = "Some seconds late") Instant lastUsedAt,

            @Schema(description = "Whether it opens something now")
            boolean usable,

            @Schema(description = "Whether this request came with it")
            boolean current) {

        static KeyView of(ApiKey key, UUID currentId) {
            boolean expired = key.expiresAt != null && !key.expiresAt.isAfter(Instant.now());
            return new KeyView(
                    key.id,
                    key.label,
                    key.hint,
                    key.createdAt,
                    key.expiresAt,
                    key.revokedAt,
                    key.lastUsedAt,
                    key.revokedAt == null && !expired,
                    key.id.equals(currentId));
        }
    }

    /** A new key, with the one sight of it. */
    @Schema(name = "NewApiKey")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NewKey(
            UUID id,
            String label,
            Instant expiresAt,

            @Schema(description = "Shown once; stored nowhere")
            String apiKey) implements AuditDetails {

        @Override
        public Map<String, String> trailDetails() {
            return Map.of(AuditTarget.KEY.kind(), id.toString(), "label", label);
        }
    }
}
