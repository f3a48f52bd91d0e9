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

/** Bearer keys for Quarkus Security: the annotations on the endpoints decide what the caller may do. */
final class KeyAuthentication {
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
        private final KeyCache keys;
        private final KeyUse use;

        Provider(Credentials credentials, KeyCache keys, KeyUse use) {
            this.credentials = credentials;
            this.keys = keys;
            this.use = use;
        }

        @Override
        public Class<Request> getRequestType() {
            return Request.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(Request request, AuthenticationRequestContext context) {
            try {
                Credentials.Presented presented = credentials.read(request.authorization);
                if (presented.admin() != null) {
                    return Uni.createFrom().item(identity(presented.admin()));
                }
                KeyCache.Known known = keys.known(presented.key());
                return known != null
                        ? Uni.createFrom().item(identity(caller(known)))
                        : context.runBlocking(() -> lookedUp(presented.key()));
            } catch (Problem refused) {
                return Uni.createFrom().failure(new AuthenticationFailedException(refused));
            }
        }

        private SecurityIdentity lookedUp(Credentials.Key key) {
            try {
                return identity(caller(keys.find(key)));
            } catch (Problem refused) {
                throw new AuthenticationFailedException(refused);
            }
        }

        private Caller caller(KeyCache.Known key) {
            if (key == null) {
                throw KeyState.unknown();
            }
            KeyState.check(key.revokedAt(), key.expiresAt());
            use.note(key.caller().clientId(), key.caller().keyId());
            return key.caller();
        }

        private static SecurityIdentity identity(Caller caller) {
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(caller)
                    .addRoles(caller.roles())
                    .build();
        }
    }
}
