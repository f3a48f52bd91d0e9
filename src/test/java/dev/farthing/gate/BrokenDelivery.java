package dev.farthing.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;

/** Fails after the gate: for slugs {@code undeliverable-...} before the article is made, for {@code unwritable-...} after. */
final class BrokenDelivery {
    private BrokenDelivery() {}

    @Provider
    @Priced
    @Priority(Priorities.USER)
    static class BeforeTheArticle implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
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
            if (context.getEntity() instanceof dev.farthing.article.ArticleView view
                    && view.slug().startsWith("unwritable-")) {
                throw new IllegalStateException("broken on purpose");
            }
            context.proceed();
        }
    }
}
