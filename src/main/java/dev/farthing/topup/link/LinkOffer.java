package dev.farthing.topup.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "TopUpOffer")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record LinkOffer(
        @Schema(description = "The client to credit; absent: the client whose key is sent, or a new wallet")
        UUID client,

        Money amount,

        @Schema(description = "Promotional credit on top") Money bonus,

        String article,
        String returnTo,
        Instant expiresAt) {}
