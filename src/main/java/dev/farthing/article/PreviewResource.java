package dev.farthing.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.database.ReadOnly;
import dev.farthing.web.ConditionalGet;
import dev.farthing.web.ContentNegotiation;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Html;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Slug;
import dev.farthing.web.openapi.Refuses;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/articles")
@PermitAll
@Tag(name = "Articles")
class PreviewResource {
    private static final List<MediaType> TYPES = List.of(MediaType.APPLICATION_JSON_TYPE, Html.TYPE);

    /** Seconds. */
    private static final long MAX_AGE = 60;

    private final FarthingConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    PreviewResource(FarthingConfig config, ObjectMapper json, Clock clock) {
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Path("/{slug}/preview")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    @Transactional
    @ReadOnly
    @Operation(summary = "Summary, lead, price and schema.org data of an article; free")
    @Refuses(codes = ProblemCode.ARTICLE_NOT_FOUND)
    @APIResponse(
            responseCode = "200",
            description = "The free part of the article",
            headers = {@Header(name = "ETag", ref = "ETag"), @Header(name = "Cache-Control", ref = "Cache-Control")},
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Preview.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "304",
            description = "Unchanged",
            headers = {@Header(name = "ETag", ref = "ETag"), @Header(name = "Cache-Control", ref = "Cache-Control")})
    public Response preview(String slug, @Context HttpHeaders headers) {
        Article article = Article.<Article>find("slug", slug).firstResult();
        Instant now = clock.instant();
        if (article == null || !article.isOnSale(now)) {
            throw Problem.of(ProblemCode.ARTICLE_NOT_FOUND, "There is no article '" + slug + "'.");
        }
        boolean html = ContentNegotiation.best(headers.getAcceptableMediaTypes(), TYPES) == Html.TYPE;
        EntityTag tag = ArticleTag.of(article.version, html ? "preview-html" : "preview");
        Response.ResponseBuilder answer = ConditionalGet.unchanged(headers, tag);
        if (answer == null) {
            Preview preview = Preview.of(article, config.currency(), config.link(Slug.path(article.slug)));
            answer = html ? Response.ok(page(preview), Html.TYPE) : Response.ok(preview, MediaType.APPLICATION_JSON);
            answer.tag(tag);
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + freshSeconds(article, now))
                .header(HttpHeaders.VARY, "Accept, Origin")
                .build();
    }

    /** No cache shows the preview after the article has ended. */
    private static long freshSeconds(Article article, Instant now) {
        return article.expiresAt == null
                ? MAX_AGE
                : Math.min(MAX_AGE, Duration.between(now, article.expiresAt).toSeconds());
    }

    private String page(Preview preview) {
        String main = """
                <article>
                <h1>%s</h1>
                %s%s<p class="paywall facts">%s %s</p>
                </article>
                <script type="application/ld+json">%s</script>""".formatted(
                        Html.escape(preview.title()),
                        filled("<p><em>%s</em></p>\n", preview.summary()),
                        filled("<p>%s</p>\n", preview.lead()),
                        Html.escape(preview.price().amount()),
                        Html.escape(preview.price().currency()),
                        jsonLd(preview));
        return Html.page(preview.title(), preview.language(), main);
    }

    private static String filled(String element, String text) {
        return text.isEmpty() ? "" : element.formatted(Html.escape(text));
    }

    /** Escapes the three characters that could end the script element. */
    private String jsonLd(Preview preview) {
        try {
            return json.writeValueAsString(preview.jsonLd())
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
