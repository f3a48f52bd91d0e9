package dev.farthing.web.fuzz;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The roles of each operation, as the code declares them; empty where all are admitted. */
final class Doors {
    private Doors() {}

    static Map<String, Set<String>> declared() {
        Map<String, Set<String>> roles = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.farthing").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class) && !type.isInterface())
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .forEach(method -> verbs(method)
                                .forEach(verb -> roles.merge(verb + " " + path(method), roles(method), (one, other) -> {
                                    if (!one.equals(other)) {
                                        throw new AssertionError(method + ": " + one + " and " + other);
                                    }
                                    return one;
                                })));
        return roles;
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value);
    }

    private static String path(Method method) {
        Path ofMethod = method.getAnnotation(Path.class);
        return method.getDeclaringClass().getAnnotation(Path.class).value()
                + (ofMethod == null ? "" : ofMethod.value());
    }

    private static Set<String> roles(Method method) {
        for (Annotation[] annotations : new Annotation[][] {
            method.getAnnotations(), method.getDeclaringClass().getAnnotations()
        }) {
            for (Annotation annotation : annotations) {
                if (annotation instanceof RolesAllowed allowed) {
                    return Set.of(allowed.value());
                }
                if (annotation instanceof PermitAll) {
                    return Set.of();
                }
            }
        }
        throw new AssertionError(method + " is closed to all");
    }
}
