package dev.farthing.web.filter;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** What an endpoint's method declares as query parameters, also in its {@link BeanParam}s. */
final class QueryParameters {
    private final Set<String> names = new TreeSet<>();
    private final Set<String> lists = new HashSet<>();

    private QueryParameters() {}

    static QueryParameters of(Method method) {
        QueryParameters found = new QueryParameters();
        for (Parameter parameter : method.getParameters()) {
            found.add(parameter, parameter.getType());
        }
        return found;
    }

    private void add(AnnotatedElement place, Class<?> type) {
        QueryParam declared = place.getAnnotation(QueryParam.class);
        if (declared != null) {
            names.add(declared.value());
            if (Collection.class.isAssignableFrom(type) || type.isArray()) {
                lists.add(declared.value());
            }
        } else if (place.isAnnotationPresent(BeanParam.class)) {
            for (Class<?> bean = type; bean != Object.class; bean = bean.getSuperclass()) {
                for (Field field : bean.getDeclaredFields()) {
                    add(field, field.getType());
                }
            }
        }
    }

    boolean has(String name) {
        return names.contains(name);
    }

    boolean mayRepeat(String name) {
        return lists.contains(name);
    }

    String names() {
        return String.join(", ", names);
    }
}
