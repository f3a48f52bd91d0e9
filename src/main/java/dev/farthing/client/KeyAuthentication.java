package dev.farthing.client;

import dev.farthing.ledger.Database;
import dev.farthing.web.Caller;
import dev.farthing.web.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Bearer keys for Quarkus Security: the annotations on the endpoints decide what the caller may do. */
final class KeyAuthentication {
    private static final String FIND = """
            select k.id, k.revoked_at, k.expires_at, c.name, c.role
            from api_key k join client c on c.id = k.client_id
            where k.client_id = ? and k.hash = ?
            """;

    private KeyAuthentication() {}

    /** The Authorization header of one request. */
    static final class Request extends BaseAuthenticationRequest {
        private final String authorization;

        Request(String authorization) {
            this.authorization = authorization;
        }
    }

    /** Takes the key out of the request. */
    @ApplicationScoped
    static class Mechanism implements HttpAuthenticationMechanism {

        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
            String authorization = context.request().getHeader("Authorization");
            return authorization == null
                    ? Uni.createFrom().nullItem()
                    : providers.authenticate(new Request(authorization));
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext context) {
            return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"farthing\""));
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of(Request.class);
        }
    }

    /** Finds whose key it is. */
    @ApplicationScoped
    static class Provider implements IdentityProvider<Request> {
        private final Credentials credentials;
        private final Database database;
        private final KeyUse use;

        Provider(Credentials credentials, Database database, KeyUse use) {
            this.credentials = credentials;
            this.database = database;
            this.use = use;
        }

        @Override
        public Class<Request> getRequestType() {
            return Request.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(Request request, AuthenticationRequestContext context) {
            return context.runBlocking(() -> {
                try {
                    return identity(caller(credentials.read(request.authorization)));
                } catch (Problem refused) {
                    throw new AuthenticationFailedException(refused);
                }
            });
        }

        private Caller caller(Credentials.Presented presented) {
            if (presented.admin() != null) {
                return presented.admin();
            }
            KeyToken token = presented.token();
            Caller caller = database.row(
                    FIND,
                    row -> {
                        KeyState.check(Database.instant(row, "revoked_at"), Database.instant(row, "expires_at"));
                        return new Caller(
                                token.clientId(),
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                Client.Role.valueOf(row.getString("role")).roles());
                    },
                    token.clientId(),
                    token.hash());
            if (caller == null) {
                throw KeyState.unknown();
            }
            use.note(caller.clientId(), caller.keyId());
            return caller;
        }

        private static SecurityIdentity identity(Caller caller) {
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(caller)
                    .addRoles(caller.roles())
                    .build();
        }
    }
}
