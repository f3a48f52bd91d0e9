package dev.farthing.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Fails after the charge: for slugs {@code undeliverable-...} before the article is made ({@code
 * undeliverable-late-...}: more than a second after the charge), for {@code unwritable-...} while it is written.
 */
final class BrokenDelivery {
    private static final String SLUG = "dev.farthing.test.slug";

    private BrokenDelivery() {}

    @Provider
    @Priced
    @Priority(Priorities.USER)
    static class BeforeTheArticle implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(SLUG, slug(request));
            if (slug(request).startsWith("undeliverable-late-")) {
                LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos());
            }
            if (slug(request).startsWith("undeliverable-")) {
                throw new IllegalStateException("broken on purpose");
            }
        }

        private static String slug(ContainerRequestContext request) {
            return String.valueOf(request.getUriInfo().getPathParameters().getFirst("slug"));
        }
    }

    @Provider
    @Priced
    @Priority(Priorities.USER)
    static class WhileWriting implements WriterInterceptor {
        @Override
        public void aroundWriteTo(WriterInterceptorContext context) throws java.io.IOException {
            if (context.getEntity() instanceof byte[]
                    && String.valueOf(context.getProperty(SLUG)).startsWith("unwritable-")) {
                throw new IllegalStateException("broken on purpose");
            }
            context.proceed();
        }
    }
}
