package dev.farthing.web.openapi;

import dev.farthing.web.ProblemCode;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** From the class index at build time. */
final class EndpointRefusals {
    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private final Map<Endpoint, Refusals> refusals = new HashMap<>();

    EndpointRefusals(IndexView index) {
        for (AnnotationInstance refuses : index.getAnnotations(Refuses.class)) {
            MethodInfo method = refuses.target().asMethod();
            refusals.computeIfAbsent(endpoint(method), endpoint -> new Refusals())
                    .add(refuses);
        }
    }

    /** {@link ProblemGroup#ANY} without an annotation. */
    Refusals of(String path, HttpMethod method) {
        return refusals.getOrDefault(new Endpoint(path, method), new Refusals());
    }

    private record Endpoint(String path, HttpMethod method) {}

    /** Java methods that differ in media type only are one endpoint. */
    static final class Refusals {
        private final Set<ProblemGroup> groups = EnumSet.of(ProblemGroup.ANY);
        private final Set<ProblemCode> codes = EnumSet.copyOf(ProblemGroup.ANY.codes());

        private void add(AnnotationInstance refuses) {
            for (String name : names(refuses.value())) {
                ProblemGroup group = ProblemGroup.valueOf(name);
                groups.add(group);
                codes.addAll(group.codes());
            }
            for (String name : names(refuses.value("codes"))) {
                codes.add(ProblemCode.valueOf(name));
            }
        }

        boolean includes(ProblemGroup group) {
            return groups.contains(group);
        }

        Set<ProblemCode> codes() {
            return codes;
        }

        private static String[] names(AnnotationValue constants) {
            return constants == null ? new String[0] : constants.asEnumArray();
        }
    }

    private static Endpoint endpoint(MethodInfo method) {
        HttpMethod verb = METHODS.stream()
                .filter(method::hasAnnotation)
                .map(type -> HttpMethod.valueOf(type.getSimpleName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(method + " has @Refuses, but is no endpoint"));
        return new Endpoint(path(method.declaringClass()) + path(method), verb);
    }

    private static String path(AnnotationTarget target) {
        AnnotationInstance path = target.declaredAnnotation(Path.class.getName());
        return path == null ? "" : path.value().asString();
    }
}
