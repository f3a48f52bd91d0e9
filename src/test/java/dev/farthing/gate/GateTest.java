package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.client.Credentials;
import dev.farthing.client.KeylessAuthenticator;
import dev.farthing.database.TestBatchers;
import dev.farthing.ledger.Eligibility;
import dev.farthing.support.Configured;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.trace.Tracing;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** One thread answers a whole batch, so work of a single request runs on that request's event loop. */
class GateTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final CompletableFuture<AccessRow> answer = new CompletableFuture<>();
    private final FarthingConfig config = Configured.as(FarthingConfig.class, Map.of());
    private final AccessQuery query = new AccessQuery(null, null, TestBatchers.create(), Tracing.off(), config) {
        @Override
        CompletableFuture<AccessRow> find(Credentials.Key key, String slug, boolean staff, ArticleFormat format) {
            return answer;
        }
    };
    private final CompletableFuture<Decision> decision = new Gate(KeylessAuthenticator.create(), query, null, null)
            .decide(request(), ArticleFormat.JSON, loop::add)
            .toCompletableFuture();

    @Test
    void failureOfTheQueryReachesTheRequestOnItsLoop() {
        answer.completeExceptionally(new IllegalStateException("database down"));

        assertFalse(decision.isDone(), "on the batch's thread");
        loop.remove().run();
        CompletionException failed = assertThrows(CompletionException.class, decision::join);
        assertEquals("database down", failed.getCause().getMessage());
    }

    @Test
    void answerOfTheQueryIsDecidedOnTheLoop() {
        answer.complete(new AccessRow(null, null, false, Eligibility.ANONYMOUS, 0, 0));

        assertFalse(decision.isDone(), "on the batch's thread");
        loop.remove().run();
        CompletionException failed = assertThrows(CompletionException.class, decision::join);
        assertTrue(failed.getCause() instanceof Problem problem && problem.code() == ProblemCode.ARTICLE_NOT_FOUND);
    }

    private static ContainerRequestContext request() {
        MultivaluedMap<String, String> path = new MultivaluedHashMap<>();
        path.putSingle("slug", "an-article");
        UriInfo uri = proxy(UriInfo.class, "getPathParameters", path);
        return proxy(ContainerRequestContext.class, "getUriInfo", uri);
    }

    private static <T> T proxy(Class<T> type, String method, Object result) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> called.getName().equals(method) ? result : null));
    }
}
