package dev.farthing.client;

import dev.farthing.web.ApiDocs;
import dev.farthing.web.Caller;
import dev.farthing.web.Page;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A client's keys: several at a time, so that they can be changed without a moment in which none works. */
@Path("/v1/me/keys")
@RolesAllowed(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
class KeysResource {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final SecurityIdentity identity;
    private final ClientConfig config;

    KeysResource(SecurityIdentity identity, ClientConfig config) {
        this.identity = identity;
        this.config = config;
    }

    /** A key to make. */
    public record NewKeyRequest(
            @NotBlank @Size(max = 100) String label,

            @Schema(description = "When the key stops working; absent: never")
            Instant expiresAt) {}

    /** How long the old key goes on beside the new one. */
    public record Rotation(
            @Schema(description = "ISO-8601 duration up to P30D; absent: PT24H", examples = "PT1H")
            String overlap) {}

    /** For the OpenAPI document. */
    @Schema(name = "KeyPage")
    record KeyPage(List<ClientViews.KeyView> items, String next) {}

    @GET
    @Transactional
    @Operation(summary = "The client's keys, newest first, revoked ones too")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE)
    @APIResponse(
            responseCode = "200",
            description = "The keys",
            content = @Content(schema = @Schema(implementation = KeyPage.class)))
    public Page<ClientViews.KeyView> list() {
        Caller caller = caller();
        List<ApiKey> keys = ApiKey.list("clientId = ?1 order by id desc", caller.requireClient());
        return new Page<>(
                keys.stream()
                        .map(key -> ClientViews.KeyView.of(key, caller.keyId()))
                        .toList(),
                null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "A further key; it is shown once")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + ApiDocs.JSON)
    @APIResponse(
            responseCode = "201",
            description = "The key; it is shown once",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ClientViews.NewKey.class)))
    public Response create(@NotNull @Valid NewKeyRequest request) {
        return created(caller().requireClient(), request, config);
    }

    @POST
    @Path("/{id}/rotation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "A new key in place of this one, which goes on for the overlap")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + ApiDocs.JSON + " key_not_found")
    @APIResponse(
            responseCode = "201",
            description = "The new key; it is shown once",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ClientViews.NewKey.class)))
    public Response rotate(String id, @Valid Rotation rotation) {
        ApiKey old = usable(id);
        Instant end = Instant.now().plus(overlap(rotation == null ? null : rotation.overlap()));
        Response answer = created(old.clientId, new NewKeyRequest(old.label, old.expiresAt), config);
        if (old.expiresAt == null || end.isBefore(old.expiresAt)) {
            old.expiresAt = end;
        }
        return answer;
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @Operation(summary = "Revoke a key, at once and for ever")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + " key_not_found last_key")
    @APIResponse(responseCode = "204", description = "Revoked")
    public void revoke(String id) {
        ApiKey key = existing(id);
        if (key.revokedAt != null) {
            return;
        }
        List<ApiKey> usable = ApiKey.usable(key.clientId);
        if (usable.size() == 1 && usable.get(0).id.equals(key.id)) {
            throw Problem.of(ProblemCode.LAST_KEY, "This is the last key that works; make another one first.");
        }
        key.revokedAt = Instant.now();
    }

    static Response created(UUID clientId, NewKeyRequest request, ClientConfig config) {
        if (request.expiresAt() != null && !request.expiresAt().isAfter(Instant.now())) {
            throw Problem.at(ProblemCode.INVALID_FIELD, "expiresAt", "expiresAt lies in the past.");
        }
        if (ApiKey.usable(clientId).size() >= config.maxKeys()) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD,
                    "label",
                    "A client holds at most " + config.maxKeys() + " keys; revoke one first.");
        }
        KeyToken token = KeyToken.generate(clientId);
        ApiKey key = ApiKey.create(token, request.label(), request.expiresAt());
        return Response.status(201)
                .location(java.net.URI.create("/v1/me/keys"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new ClientViews.NewKey(key.id, key.label, key.expiresAt, token.text()))
                .build();
    }

    private ApiKey usable(String id) {
        ApiKey key = existing(id);
        if (key.revokedAt != null || key.expiresAt != null && !key.expiresAt.isAfter(Instant.now())) {
            throw Problem.of(ProblemCode.KEY_NOT_FOUND, "This key works no longer; make a new one instead.");
        }
        return key;
    }

    private ApiKey existing(String id) {
        ApiKey key = ApiKey.findById(new ApiKey.Key(caller().requireClient(), Params.uuid("id", id)));
        if (key == null) {
            throw Problem.of(ProblemCode.KEY_NOT_FOUND, "The client has no key with this id.");
        }
        return key;
    }

    private static Duration overlap(String text) {
        if (text == null) {
            return Duration.ofHours(24);
        }
        try {
            Duration overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (DateTimeParseException notADuration) {
            // refused below
        }
        throw Problem.at(
                ProblemCode.INVALID_FIELD,
                "overlap",
                "overlap is an ISO-8601 duration from PT0S to P30D, such as PT1H.");
    }

    private Caller caller() {
        return (Caller) identity.getPrincipal();
    }
}
