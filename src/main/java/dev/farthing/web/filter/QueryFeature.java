package dev.farthing.web.filter;

import dev.farthing.web.AnyQuery;
import dev.farthing.web.HttpMethods;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/** Gives every call that changes something a {@link QueryFilter}. Runs when an image is built, so nothing is looked up later. */
@Provider
class QueryFeature implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        if (HttpMethods.isWriting(method) && !method.isAnnotationPresent(AnyQuery.class)) {
            context.register(new QueryFilter(QueryParameters.of(method)));
        }
    }
}
