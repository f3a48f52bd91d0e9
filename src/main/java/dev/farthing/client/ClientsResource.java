package dev.farthing.client;

import dev.farthing.ledger.Account;
import dev.farthing.web.ApiDocs;
import dev.farthing.web.Caller;
import dev.farthing.web.Cursor;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import io.quarkus.runtime.annotations.RegisterForReflection;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Making clients, and the operator's view of them. */
@Path("/v1/clients")
@Produces(MediaType.APPLICATION_JSON)
class ClientsResource {
    private static final String LISTING = "clients";

    private static final String CLIENTS = """
            select c, coalesce(acc.balanceMicros, 0L) from Client c left join Account acc on acc.clientId = c.id
            where ?1 is null or c.id < ?1 order by c.id desc
            """;

    private final ClientConfig config;
    private final String currency;
    private final SecurityIdentity identity;

    ClientsResource(ClientConfig config, FarthingConfig farthing, SecurityIdentity identity) {
        this.config = config;
        this.currency = farthing.currency();
        this.identity = identity;
    }

    /** A client to make. */
    public record NewClientRequest(
            @NotBlank @Size(max = 200) String name, Client.Role role) {}

    /** A client and its balance in micros, as the query brings them. */
    @RegisterForReflection
    public record Row(Client client, long balanceMicros) {}

    /** For the OpenAPI document. */
    @Schema(name = "ClientPage")
    record ClientPage(List<ClientViews.ClientView> items, String next) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Transactional
    @Tag(name = "Clients")
    @Operation(
            summary = "Open a wallet and get its key",
            description =
                    "Open to all, or to admins only where farthing.client.registration=admin. Only an admin may name"
                            + " a role other than CLIENT.")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.KEY + ApiDocs.STAFF + ApiDocs.JSON)
    @APIResponse(
            responseCode = "201",
            description = "The client, with the one sight of its key",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ClientViews.NewClient.class)))
    public Response create(@NotNull @Valid NewClientRequest request) {
        Client.Role role = request.role() == null ? Client.Role.CLIENT : request.role();
        if (role != Client.Role.CLIENT || config.registration() == ClientConfig.Registration.ADMIN) {
            requireAdmin();
        }
        Client client = Client.create(request.name(), role);
        KeyToken token = KeyToken.generate(client.id);
        ApiKey.create(token, "first key", null);
        return Response.status(201)
                .location(URI.create("/v1/me"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new ClientViews.NewClient(client.id, client.name, client.role, token.text()))
                .build();
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    @Tag(name = "Administration")
    @Operation(summary = "All clients with their balances, newest first")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + ApiDocs.PAGES)
    @APIResponse(
            responseCode = "200",
            description = "A page of clients",
            headers = {@Header(name = "Link", ref = "Link")},
            content = @Content(schema = @Schema(implementation = ClientPage.class)))
    public Response list(@BeanParam Paging paging, @Context UriInfo uri) {
        Cursor cursor = paging.cursor(LISTING, 1);
        UUID before = cursor == null ? null : cursor.key(0, UUID::fromString);
        List<Row> rows = Client.find(CLIENTS, before)
                .range(0, paging.limit())
                .project(Row.class)
                .list();
        Page<Row> page = Page.of(rows, paging.limit(), row -> Cursor.of(LISTING, row.client().id));
        return Paging.answer(
                        page.map(row -> ClientViews.ClientView.of(row.client(), row.balanceMicros(), currency)), uri)
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    @Tag(name = "Administration")
    @Operation(summary = "One client with its balance")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + " client_not_found")
    @APIResponse(
            responseCode = "200",
            description = "The client",
            content = @Content(schema = @Schema(implementation = ClientViews.ClientView.class)))
    public ClientViews.ClientView one(String id) {
        Client client = existing(id);
        return ClientViews.ClientView.of(client, Account.balanceMicrosOf(client.id), currency);
    }

    @POST
    @Path("/{id}/keys")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    @Tag(name = "Administration")
    @Operation(summary = "A new key for a client who has lost the others")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + ApiDocs.JSON + " client_not_found")
    @APIResponse(
            responseCode = "201",
            description = "The key; it is shown once",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ClientViews.NewKey.class)))
    public Response newKey(String id, @NotNull @Valid KeysResource.NewKeyRequest request) {
        Client client = Client.locked(existing(id).id);
        return KeysResource.created(client.id, request.label(), KeyTimes.expiry(request.expiresAt()), config);
    }

    private void requireAdmin() {
        if (identity.isAnonymous()) {
            throw Problem.of(ProblemCode.AUTHENTICATION_REQUIRED, "Only an admin may make this client.");
        }
        if (!((Caller) identity.getPrincipal()).roles().contains(Roles.ADMIN)) {
            throw Problem.of(ProblemCode.FORBIDDEN, "Only an admin may make this client.");
        }
    }

    private static Client existing(String id) {
        Client client = Client.findById(Params.uuid("id", id));
        if (client == null) {
            throw Problem.of(ProblemCode.CLIENT_NOT_FOUND, "No client has this id.");
        }
        return client;
    }
}
