package dev.farthing.client;

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

/** Connects {@link Authenticator} to Quarkus Security. */
final class KeyAuthentication {
    private KeyAuthentication() {}

    static final class Request extends BaseAuthenticationRequest {
        private final String authorization;

        Request(String authorization) {
            this.authorization = authorization;
        }
    }

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

    @ApplicationScoped
    static class Provider implements IdentityProvider<Request> {
        private final Authenticator authenticator;
        private final KeyCache keys;

        Provider(Authenticator authenticator, KeyCache keys) {
            this.authenticator = authenticator;
            this.keys = keys;
        }

        @Override
        public Class<Request> getRequestType() {
            return Request.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(Request request, AuthenticationRequestContext context) {
            try {
                Credentials credentials = authenticator.read(request.authorization);
                StoredKey cached = credentials.key() == null ? null : keys.cached(credentials.key());
                return credentials.key() == null || cached != null
                        ? Uni.createFrom().item(identity(authenticator.caller(credentials, cached)))
                        : context.runBlocking(() -> lookUp(credentials));
            } catch (Problem refused) {
                return Uni.createFrom().failure(new AuthenticationFailedException(refused));
            }
        }

        private SecurityIdentity lookUp(Credentials credentials) {
            try {
                return identity(authenticator.caller(credentials, keys.find(credentials.key())));
            } catch (Problem refused) {
                throw new AuthenticationFailedException(refused);
            }
        }

        private static SecurityIdentity identity(Caller caller) {
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(caller)
                    .addRoles(caller.roles())
                    .build();
        }
    }
}
