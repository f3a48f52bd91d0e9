package dev.farthing.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.ledger.Credit;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditTarget;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@RegisterForReflection
final class ClientViews {
    private ClientViews() {}

    @Schema(name = "Limits")
    public record Limits(
            @Schema(description = "The most one article may cost; null: no limit", nullable = true)
            @JsonInclude(JsonInclude.Include.ALWAYS)
            Money maxPrice,

            @Schema(description = "The most one day of the shop's zone may cost; null: no limit", nullable = true)
            @JsonInclude(JsonInclude.Include.ALWAYS)
            Money dailyLimit,

            @Schema(description = "Whether reading buys; when off, only POST /v1/me/purchases does")
            boolean autoPurchase) {}

    @Schema(name = "Suspended")
    public record Suspended(Instant since, String reason) {}

    @Schema(name = "Client")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClientView(
            UUID id,
            String name,
            Client.Role role,
            Money balance,

            @Schema(description = "The promotional part of the balance: spent first, never paid out")
            Money promotional,

            Limits limits,

            @Schema(description = "When and why the client was suspended; absent: it is not")
            Suspended suspended,

            Instant createdAt) {

        static ClientView of(Client client, Credit.Available credit, BookCurrency currency) {
            return new ClientView(
                    client.id,
                    client.name,
                    client.role,
                    currency.money(credit.balanceMicros()),
                    currency.money(credit.promoMicros()),
                    new Limits(
                            money(client.maxPriceMicros, currency),
                            money(client.dailyLimitMicros, currency),
                            client.autoPurchase),
                    client.suspendedAt == null ? null : new Suspended(client.suspendedAt, client.suspendedReason),
                    client.createdAt);
        }

        private static Money money(Long micros, BookCurrency currency) {
            return micros == null ? null : currency.money(micros);
        }
    }

    @Schema(name = "NewClient")
    public record NewClient(
            UUID id,
            String name,
            Client.Role role,

            @Schema(description = "Shown once; only its hash is stored")
            String apiKey)
            implements AuditDetails {

        @Override
        public Map<String, String> auditDetails() {
            return Map.of(AuditTarget.CLIENT.kind(), id.toString(), "role", role.name());
        }
    }

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
            @Schema(description = "Up to ten seconds late") Instant lastUsedAt,

            @Schema(description = "Whether it is neither revoked nor expired")
            boolean usable,

            @Schema(description = "Whether this request was sent with it")
            boolean current) {

        static KeyView of(ApiKey key, UUID currentId, Instant now) {
            return new KeyView(
                    key.id,
                    key.label,
                    key.hint,
                    key.createdAt,
                    key.expiresAt,
                    key.revokedAt,
                    key.lastUsedAt,
                    key.isUsable(now),
                    key.id.equals(currentId));
        }
    }

    @Schema(name = "NewApiKey")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NewKey(
            UUID id,
            String label,
            Instant expiresAt,

            @Schema(description = "Shown once; only its hash is stored")
            String apiKey)
            implements AuditDetails {

        @Override
        public Map<String, String> auditDetails() {
            return Map.of(AuditTarget.KEY.kind(), id.toString(), "label", label);
        }
    }
}
