package dev.farthing.audit;

import dev.farthing.web.Audited;
import dev.farthing.web.HttpMethods;
import dev.farthing.web.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;

/** Audits every {@link Audited} endpoint. */
@Provider
class AuditFeature implements DynamicFeature {
    /** The status is final then. */
    private static final int LAST_RESPONSE_FILTER = 1;

    private final AuditTrail trail;
    private final SecurityIdentity identity;

    AuditFeature(AuditTrail trail, SecurityIdentity identity) {
        this.trail = trail;
        this.identity = identity;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        Audited audited = method.getAnnotation(Audited.class);
        if (audited != null) {
            String path = path(resource.getResourceClass()) + path(method);
            context.register(new AuditFilter(trail, identity, audited.value(), path), LAST_RESPONSE_FILTER);
        } else if (isUnaudited(method)) {
            throw new IllegalStateException(
                    "%s lets admins or publishers change something, so it needs @Audited with its action."
                            .formatted(method));
        }
    }

    static boolean isUnaudited(Method method) {
        return !method.isAnnotationPresent(Audited.class) && HttpMethods.isWriting(method) && isForStaff(method);
    }

    private static boolean isForStaff(Method method) {
        RolesAllowed allowed = method.getAnnotation(RolesAllowed.class);
        boolean overridden = method.isAnnotationPresent(PermitAll.class) || method.isAnnotationPresent(DenyAll.class);
        if (allowed == null && !overridden) {
            allowed = method.getDeclaringClass().getAnnotation(RolesAllowed.class);
        }
        List<String> roles = allowed == null ? List.of() : List.of(allowed.value());
        return roles.contains(Roles.ADMIN) || roles.contains(Roles.PUBLISHER);
    }

    private static String path(AnnotatedElement annotated) {
        Path path = annotated.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }
}
