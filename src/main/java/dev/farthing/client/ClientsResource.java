package dev.farthing.client;

import dev.farthing.database.Lists;
import dev.farthing.database.ReadOnly;
import dev.farthing.ledger.Credit;
import dev.farthing.web.AuditAction;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.Audited;
import dev.farthing.web.BookCurrency;
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
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/clients")
@Produces(MediaType.APPLICATION_JSON)
class ClientsResource {
    private static final String LISTING = "clients";

    private static final String CLIENTS = "?1 is null or id < ?1 order by id desc";

    private final Wallets wallets;
    private final RegistrationLimit limit;
    private final ApiKeys keys;
    private final Credit credit;
    private final Lists lists;
    private final BookCurrency currency;
    private final SecurityIdentity identity;

    ClientsResource(
            Wallets wallets,
            RegistrationLimit limit,
            ApiKeys keys,
            Credit credit,
            Lists lists,
            BookCurrency currency,
            SecurityIdentity identity) {
        this.wallets = wallets;
        this.limit = limit;
        this.keys = keys;
        this.credit = credit;
        this.lists = lists;
        this.currency = currency;
        this.identity = identity;
    }

    public record NewClientRequest(
            @NotBlank @Size(max = 200) String name, Client.Role role) implements AuditDetails {

        @Override
        public Map<String, String> auditDetails() {
            Map<String, String> details = new HashMap<>();
            details.put("name", name);
            details.put("role", AuditDetails.text(role));
            return details;
        }
    }

    /** For the OpenAPI document. */
    @Schema(name = "ClientPage")
    record ClientPage(List<ClientViews.ClientView> items, String next) {}

    @Audited(AuditAction.CLIENT_CREATE)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Tag(name = "Clients")
    @Operation(
            summary = "Open a wallet and get its key",
            description = "Open to all, or with farthing.client.registration=admin to admins only. Only an admin may"
                    + " name a role other than CLIENT.")
    @Refuses(
            value = {ProblemGroup.KEY, ProblemGroup.STAFF, ProblemGroup.JSON},
            codes = ProblemCode.TOO_MANY_REGISTRATIONS)
    @APIResponse(
            responseCode = "201",
            description = "The client and its key, which is shown once",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ClientViews.NewClient.class)))
    public Response create(@NotNull @Valid NewClientRequest request) {
        // Asked of every caller, because a wrong key must be refused even where none is needed.
        boolean byAdmin = isAdmin();
        Client.Role role = request.role() == null ? Client.Role.CLIENT : request.role();
        if (role != Client.Role.CLIENT || !wallets.areOpenToAll()) {
            requireAdmin();
        } else {
            limit.take(byAdmin);
        }
        Wallets.NewWallet wallet = wallets.open(request.name(), role);
        Client client = wallet.client();
        return Response.status(201)
                .location(URI.create("/v1/me"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new ClientViews.NewClient(
                        client.id, client.name, client.role, wallet.token().text()))
                .build();
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Tag(name = "Administration")
    @Operation(summary = "All clients with their balances, newest first")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.PAGES})
    @APIResponse(
            responseCode = "200",
            description = "A page of clients",
            headers = {@Header(name = "Link", ref = "Link")},
            content = @Content(schema = @Schema(implementation = ClientPage.class)))
    public Response list(@BeanParam Paging paging, @Context UriInfo uri) {
        Cursor cursor = paging.cursor(LISTING, 1);
        UUID before = cursor == null ? null : cursor.id(0);
        int limit = paging.limit();
        return Paging.answer(lists.page(() -> page(before, limit)), uri).build();
    }

    private Page<ClientViews.ClientView> page(UUID before, int limit) {
        List<Client> found =
                Client.<Client>find(CLIENTS, before).range(0, limit).list();
        Page<Client> page = Page.of(found, limit, client -> Cursor.of(LISTING, client.id));
        Map<UUID, Credit.Available> credits =
                credit.of(page.items().stream().map(client -> client.id).toList());
        return page.map(client -> ClientViews.ClientView.of(client, credits.get(client.id), currency));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    @ReadOnly
    @Tag(name = "Administration")
    @Operation(summary = "One client with its balance")
    @Refuses(value = ProblemGroup.ROLE, codes = ProblemCode.CLIENT_NOT_FOUND)
    @APIResponse(
            responseCode = "200",
            description = "The client",
            content = @Content(schema = @Schema(implementation = ClientViews.ClientView.class)))
    public ClientViews.ClientView one(String id) {
        Client client = existing(id);
        return ClientViews.ClientView.of(client, credit.of(client.id), currency);
    }

    @Audited(AuditAction.CLIENT_NEW_KEY)
    @POST
    @Path("/{id}/keys")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    @Tag(name = "Administration")
    @Operation(summary = "A new key for a client that has lost its others")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON},
            codes = ProblemCode.CLIENT_NOT_FOUND)
    @APIResponse(
            responseCode = "201",
            description = "The key; it is shown once",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ClientViews.NewKey.class)))
    public Response newKey(String id, @NotNull @Valid KeysResource.NewKeyRequest request) {
        Client client = Client.locked(existing(id).id);
        return KeysResource.created(keys.issue(client.id, request.label(), request.expiresAt()));
    }

    private boolean isAdmin() {
        return !identity.isAnonymous() && Caller.of(identity).roles().contains(Roles.ADMIN);
    }

    private void requireAdmin() {
        if (identity.isAnonymous()) {
            throw Problem.of(ProblemCode.AUTHENTICATION_REQUIRED, "Only an admin may make this client.");
        }
        if (!isAdmin()) {
            throw Problem.of(ProblemCode.FORBIDDEN, "Only an admin may make this client.");
        }
    }

    /** @throws Problem {@code client_not_found} */
    static Client existing(String id) {
        Client client = Client.findById(Params.uuid("id", id));
        if (client == null) {
            throw Problem.of(ProblemCode.CLIENT_NOT_FOUND, "No client has this id.");
        }
        return client;
    }
}
