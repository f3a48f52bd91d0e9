package dev.farthing.client;

import dev.farthing.database.Lists;
import dev.farthing.web.AuditAction;
import dev.farthing.web.Audited;
import dev.farthing.web.Caller;
import dev.farthing.web.Cursor;
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
import java.time.Clock;
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

/** Several keys at a time let a client replace one without an outage. */
@Path("/v1/me/keys")
@RolesAllowed(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
class KeysResource {
    private static final String LISTING = "keys";

    private final SecurityIdentity identity;
    private final ApiKeys keys;
    private final KeyCache cache;
    private final Lists lists;
    private final Clock clock;

    KeysResource(SecurityIdentity identity, ApiKeys keys, KeyCache cache, Lists lists, Clock clock) {
        this.identity = identity;
        this.keys = keys;
        this.cache = cache;
        this.lists = lists;
        this.clock = clock;
    }

    public record NewKeyRequest(
            @NotBlank @Size(max = 100) String label,

            @Schema(description = "When the key expires, RFC 3339 or a date, whose end counts; absent: never")
            String expiresAt) {}

    public record Rotation(
            @Schema(
                    description = "How long the old key stays valid, an ISO-8601 duration up to P30D; absent: PT24H",
                    examples = "PT1H")
            String overlap,

            @Schema(description = "When the new key expires, RFC 3339 or a date, whose end counts; absent: never")
            String expiresAt) {}

    /** For the OpenAPI document. */
    @Schema(name = "KeyPage")
    record KeyPage(List<ClientViews.KeyView> items, String next) {}

    @GET
    @Operation(summary = "The client's keys, newest first, including revoked ones")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.PAGES})
    @APIResponse(
            responseCode = "200",
            description = "A page of keys",
            headers = {@Header(name = "Link", ref = "Link")},
            content = @Content(schema = @Schema(implementation = KeyPage.class)))
    public Response list(@BeanParam Paging paging, @Context UriInfo uri) {
        Caller caller = caller();
        Cursor cursor = paging.cursor(LISTING, 1);
        UUID before = cursor == null ? null : cursor.id(0);
        UUID client = caller.requireClient();
        int limit = paging.limit();
        List<ApiKey> found = lists.page(
                () -> ApiKey.<ApiKey>find("clientId = ?1 and (?2 is null or id < ?2) order by id desc", client, before)
                        .range(0, limit)
                        .list());
        Page<ApiKey> page = Page.of(found, limit, key -> Cursor.of(LISTING, key.id));
        Instant now = clock.instant();
        return Paging.answer(page.map(key -> ClientViews.KeyView.of(key, caller.keyId(), now)), uri)
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
        return created(keys.issue(lockedClient(), request.label(), request.expiresAt()));
    }

    @Audited(AuditAction.KEY_ROTATE)
    @POST
    @Path("/{id}/rotation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Replace a key; the old one stays valid for the overlap")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON},
            codes = ProblemCode.KEY_NOT_FOUND)
    @APIResponse(
            responseCode = "201",
            description = "The new key; it is shown once",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ClientViews.NewKey.class)))
    public Response rotate(String id, @RequestBody(required = false) @Valid Rotation rotation) {
        lockedClient();
        ApiKey old = usable(id);
        Instant end = clock.instant().plus(RotationOverlap.parse(rotation == null ? null : rotation.overlap()));
        ClientViews.NewKey successor =
                keys.issue(old.clientId, old.label, rotation == null ? null : rotation.expiresAt());
        if (old.expiresAt == null || end.isBefore(old.expiresAt)) {
            old.expiresAt = end;
            cache.invalidateAfterCommit(old.clientId);
        }
        return created(successor);
    }

    @Audited(AuditAction.KEY_REVOKE)
    @DELETE
    @Path("/{id}")
    @Transactional
    @Operation(
            summary = "Revoke a key, for ever",
            description =
                    "It buys and reads nothing from then on. Other calls may still accept it on other instances for"
                            + " a few seconds (farthing.client.key-cache).")
    @Refuses(
            value = ProblemGroup.ROLE,
            codes = {ProblemCode.KEY_NOT_FOUND, ProblemCode.LAST_KEY})
    @APIResponse(responseCode = "204", description = "Revoked")
    public void revoke(String id) {
        lockedClient();
        ApiKey key = existing(id);
        if (key.revokedAt != null) {
            return;
        }
        Instant now = clock.instant();
        List<ApiKey> usable = ApiKey.usable(key.clientId, now);
        if (usable.size() == 1 && usable.get(0).id.equals(key.id)) {
            throw Problem.of(ProblemCode.LAST_KEY, "This is the client's last usable key; make another one first.");
        }
        key.revokedAt = now;
        cache.invalidateAfterCommit(key.clientId);
    }

    static Response created(ClientViews.NewKey key) {
        return Response.status(201)
                .location(URI.create("/v1/me/keys"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(key)
                .build();
    }

    private UUID lockedClient() {
        return Client.locked(caller().requireClient()).id;
    }

    private ApiKey usable(String id) {
        ApiKey key = existing(id);
        if (!key.isUsable(clock.instant())) {
            throw Problem.of(ProblemCode.KEY_NOT_FOUND, "This key is revoked or expired; make a new one instead.");
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
        return Caller.of(identity);
    }
}
