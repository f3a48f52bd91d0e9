package dev.farthing.client;

import dev.farthing.web.AuditAction;
import dev.farthing.web.Audited;
import dev.farthing.web.Caller;
import dev.farthing.web.Cursor;
import dev.farthing.web.Now;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A client's keys: several at a time, so that they can be changed without a moment in which none works. */
@Path("/v1/me/keys")
@RolesAllowed(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
class KeysResource {
    private static final String LISTING = "keys";

    private final SecurityIdentity identity;
    private final KeyCache keys;
    private final ClientConfig config;

    KeysResource(SecurityIdentity identity, KeyCache keys, ClientConfig config) {
        this.identity = identity;
        this.keys = keys;
        this.config = config;
    }

    /** A key to make. */
    public record NewKeyRequest(
            @NotBlank @Size(max = 100) String label,

            @Schema(description = "When the key stops working, RFC 3339; absent: never")
            String expiresAt) {}

    /** How long the old key goes on beside the new one. */
    public record Rotation(
            @Schema(description = "ISO-8601 duration up to P30D; absent: PT24H", examples = "PT1H")
            String overlap,

            @Schema(description = "When the new key stops working, RFC 3339; absent: never")
            String expiresAt) {}

    /** For the OpenAPI document. */
    @Schema(name = "KeyPage")
    record KeyPage(List<ClientViews.KeyView> items, String next) {}

    @GET
    @Transactional
    @Operation(summary = "The client's keys, newest first, revoked ones too")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.PAGES})
    @APIResponse(
            responseCode = "200",
            description = "A page of keys",
            headers = {@Header(name = "Link", ref = "Link")},
            content = @Content(schema = @Schema(implementation = KeyPage.class)))
    public Response list(@BeanParam Paging paging, @Context UriInfo uri) {
        Caller caller = caller();
        Cursor cursor = paging.cursor(LISTING, 1);
        UUID before = cursor == null ? null : cursor.key(0, UUID::fromString);
        List<ApiKey> found = ApiKey.<ApiKey>find(
                        "clientId = ?1 and (?2 is null or id < ?2) order by id desc", caller.requireClient(), before)
                .range(0, paging.limit())
                .list();
        Page<ApiKey> page = Page.of(found, paging.limit(), key -> Cursor.of(LISTING, key.id));
        return Paging.answer(page.map(key -> ClientViews.KeyView.of(key, caller.keyId())), uri)
                .build();
    }

    @Audited(AuditAction.KEY_CREATE)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "A further key; it is shown once")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.JSON})
    @APIResponse(
            responseCode = "201",
            description = "The key; it is shown once",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ClientViews.NewKey.class)))
    public Response create(@NotNull @Valid NewKeyRequest request) {
        return created(locked(), request.label(), Params.future("expiresAt", request.expiresAt()), config);
    }

    @Audited(AuditAction.KEY_ROTATE)
    @POST
    @Path("/{id}/rotation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "A new key in place of this one, which goes on for the overlap")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON},
            codes = ProblemCode.KEY_NOT_FOUND)
    @APIResponse(
            responseCode = "201",
            description = "The new key; it is shown once",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ClientViews.NewKey.class)))
    public Response rotate(String id, @RequestBody(required = false) @Valid Rotation rotation) {
        locked();
        ApiKey old = usable(id);
        Instant end = Now.micros().plus(KeyTimes.overlap(rotation == null ? null : rotation.overlap()));
        Response answer = created(
                old.clientId,
                old.label,
                rotation == null ? null : Params.future("expiresAt", rotation.expiresAt()),
                config);
        if (old.expiresAt == null || end.isBefore(old.expiresAt)) {
            old.expiresAt = end;
            keys.forgetAfterCommit(old.clientId);
        }
        return answer;
    }

    @Audited(AuditAction.KEY_REVOKE)
    @DELETE
    @Path("/{id}")
    @Transactional
    @Operation(
            summary = "Revoke a key, for ever",
            description = "It buys and reads nothing from then on. For other calls, instances that did not see the"
                    + " revocation may take it for some seconds more (farthing.client.key-cache).")
    @Refuses(
            value = ProblemGroup.ROLE,
            codes = {ProblemCode.KEY_NOT_FOUND, ProblemCode.LAST_KEY})
    @APIResponse(responseCode = "204", description = "Revoked")
    public void revoke(String id) {
        locked();
        ApiKey key = existing(id);
        if (key.revokedAt != null) {
            return;
        }
        List<ApiKey> usable = ApiKey.usable(key.clientId);
        if (usable.size() == 1 && usable.get(0).id.equals(key.id)) {
            throw Problem.of(ProblemCode.LAST_KEY, "This is the last key that works; make another one first.");
        }
        key.revokedAt = Now.micros();
        keys.forgetAfterCommit(key.clientId);
    }

    /** Makes a key; the client must be locked. */
    static Response created(UUID clientId, String label, Instant expiresAt, ClientConfig config) {
        if (ApiKey.usable(clientId).size() >= config.maxKeys()) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD,
                    "label",
                    "A client holds at most " + config.maxKeys() + " keys; revoke one first.");
        }
        KeyToken token = KeyToken.generate(clientId);
        ApiKey key = ApiKey.create(token, label, expiresAt);
        return Response.status(201)
                .location(URI.create("/v1/me/keys"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new ClientViews.NewKey(key.id, key.label, key.expiresAt, token.text()))
                .build();
    }

    private UUID locked() {
        return Client.locked(caller().requireClient()).id;
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

    private Caller caller() {
        return (Caller) identity.getPrincipal();
    }
}
