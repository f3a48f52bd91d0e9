package dev.farthing.article;

import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.newSlug;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.Remote;
import dev.farthing.support.TestDatabase;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A body is rendered before its row is locked: while the test holds the lock, a body that cannot be rendered is refused
 * without waiting. No statement holds the lock for long.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RowLockTest {
    /** More markup than the renderer accepts. */
    private static final String UNRENDERABLE = "<".repeat(40_000);

    @Inject
    Publishing publishing;

    private String slug;
    private Connection holder;

    @BeforeEach
    void lockTheRow() throws SQLException {
        slug = article("0.05");
        holder = TestDatabase.shared().asSuperuser();
        holder.setAutoCommit(false);
        try (PreparedStatement lock = holder.prepareStatement("select 1 from article where slug = ? for update")) {
            lock.setString(1, slug);
            lock.execute();
        }
    }

    @AfterEach
    void release() throws SQLException {
        holder.close();
    }

    @Test
    void replacedBodyIsRenderedOutsideTheRowLock() {
        assertRefused(send("PUT", """
                {"title": "A title", "body": "%s", "price": {"amount": "0.05", "currency": "EUR"}}"""));
    }

    @Test
    void changedBodyIsRenderedOutsideTheRowLock() {
        assertRefused(send("PATCH", """
                {"body": "%s"}"""));
    }

    @Test
    void fileIsRenderedOutsideTheRowLock() {
        byte[] file = ("---\ntitle: A title\n---\n" + UNRENDERABLE).getBytes(StandardCharsets.UTF_8);

        Problem problem = assertThrows(Problem.class, () -> publishing.publish(slug, file));

        assertEquals(ProblemCode.INVALID_FIELD, problem.code());
        assertEquals("body", problem.field());
    }

    @Test
    void writingAnArticleHasATimeLimit() {
        byte[] file = "---\ntitle: A title\n---\nText.".getBytes(StandardCharsets.UTF_8);

        Object limit = QuarkusTransaction.requiringNew().call(() -> {
            publishing.publish(newSlug(), file);
            return Article.getEntityManager()
                    .createNativeQuery("show statement_timeout", String.class)
                    .getSingleResult();
        });

        assertEquals("5s", limit);
    }

    private Remote.Answer send(String method, String json) {
        return Remote.underTest().send(method, "/v1/articles/" + slug, ADMIN_KEY, json.formatted(UNRENDERABLE), null);
    }

    private static void assertRefused(Remote.Answer answer) {
        assertEquals(400, answer.status());
        assertEquals("invalid_field", answer.code());
    }
}
