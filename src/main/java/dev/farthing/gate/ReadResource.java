package dev.farthing.gate;

import dev.farthing.article.ArticleTag;
import dev.farthing.article.ArticleView;
import dev.farthing.web.ConditionalGet;
import dev.farthing.web.Html;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs only after the gate has granted access. */
@Path("/v1/articles")
@PermitAll
@Priced
@Tag(name = "Articles")
class ReadResource {
    private static final String MARKDOWN = "text/markdown";

    private final ArticleCache articleCache;

    ReadResource(ArticleCache articleCache) {
        this.articleCache = articleCache;
    }

    @GET
    @NonBlocking
    @Path("/{slug}")
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML})
    @Operation(
            summary = "Read an article; the first read buys it",
            description = "Takes the article's price from the client's credit once; reading it again is free. Without"
                    + " enough credit the answer is 402 with a link to add credit, and nothing changes.")
    @Refuses(
            value = {ProblemGroup.KEY, ProblemGroup.PAYMENT},
            codes = {ProblemCode.PURCHASE_NEEDED, ProblemCode.ARTICLE_NOT_FOUND, ProblemCode.CLIENT_SUSPENDED})
    @APIResponse(
            responseCode = "200",
            description = "The article",
            headers = {
                @Header(name = "Credit-Charged", ref = "Credit-Charged"),
                @Header(name = "Credit-Balance", ref = "Credit-Balance"),
                @Header(name = "ETag", ref = "ETag"),
                @Header(name = "Cache-Control", ref = "Cache-Control")
            },
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ArticleView.class)),
                @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "304",
            description = "Owned, and unchanged since the version in If-None-Match",
            headers = {
                @Header(name = "Credit-Charged", ref = "Credit-Charged"),
                @Header(name = "Credit-Balance", ref = "Credit-Balance"),
                @Header(name = "ETag", ref = "ETag"),
                @Header(name = "Cache-Control", ref = "Cache-Control")
            })
    public CompletionStage<Response> read(
            String slug, @Context ContainerRequestContext context, @Context HttpHeaders headers) {
        AccessGranted granted = AccessGranted.of(context);
        ArticleVersion article = granted.article();
        EntityTag tag = ArticleTag.of(article.head().version(), article.format().tag());
        // A request that just paid gets the article, even if its cache has this version.
        Response.ResponseBuilder unchanged = granted.charged() ? null : ConditionalGet.unchanged(headers, tag);
        return unchanged != null
                ? CompletableFuture.completedStage(answer(unchanged, article))
                : articleCache
                        .content(article)
                        .thenApply(content -> answer(
                                Response.ok(content, article.format().type()).tag(tag), article));
    }

    private static Response answer(Response.ResponseBuilder answer, ArticleVersion article) {
        if (article.format() == ArticleFormat.HTML) {
            // Second line of defence: the browser runs no script that the cleaner missed.
            answer.header("Content-Security-Policy", Html.policy("img-src *; media-src *; form-action 'none'"));
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Authorization, Accept, Origin")
                .header(HttpHeaders.CONTENT_LANGUAGE, article.head().language())
                .build();
    }
}
