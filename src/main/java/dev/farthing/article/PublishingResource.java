package dev.farthing.article;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.farthing.database.SqlStates;
import dev.farthing.web.AuditAction;
import dev.farthing.web.Audited;
import dev.farthing.web.ExactJson;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.Slug;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/articles")
@RolesAllowed({Roles.PUBLISHER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
class PublishingResource {

    private final Publishing publishing;
    private final DraftReader drafts;
    private final String currency;
    private final ZoneId zone;

    PublishingResource(Publishing publishing, DraftReader drafts, FarthingConfig farthing) {
        this.publishing = publishing;
        this.drafts = drafts;
        this.currency = farthing.currency();
        this.zone = farthing.zone();
    }

    /** For the OpenAPI document. */
    @Schema(name = "ArticleContent")
    public record ArticleContent(
            @Schema(required = true, description = ArticleJson.PLAIN)
            String title,

            @Schema(description = ArticleJson.PLAIN) String summary,
            @Schema(required = true) String body,
            @Schema(required = true) Money price,
            List<String> tags,
            String author,
            String language,
            String publishedAt,
            String expiresAt,
            String accessPeriod,

            @Schema(description = ArticleJson.PREVIEW, minimum = "0", maximum = "500")
            Integer preview,

            Article.Status status,
            Map<String, Object> metadata) {}

    /** For the OpenAPI document. */
    @Schema(name = "ArticleChange")
    public record ArticleChange(
            String title,
            String summary,
            String body,
            Money price,
            List<String> tags,
            String author,
            String language,
            String publishedAt,
            String expiresAt,
            String accessPeriod,

            @Schema(description = ArticleJson.PREVIEW, minimum = "0", maximum = "500")
            Integer preview,

            Article.Status status,
            Map<String, Object> metadata) {}

    @Audited(AuditAction.ARTICLE_PUBLISH)
    @PUT
    @Path("/{slug}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Create or replace an article",
            description =
                    "JSON, or a Markdown file with YAML, TOML or JSON front matter. A body without a Content-Type is"
                            + " read as Markdown, so `curl -T file.md` publishes a file.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ArticleContent.class)),
                @Content(mediaType = DraftReader.MARKDOWN, schema = @Schema(type = SchemaType.STRING))
            })
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT},
            codes = {ProblemCode.PRECONDITION_FAILED, ProblemCode.INVALID_FRONT_MATTER, ProblemCode.INVALID_PARAMETER})
    @APIResponse(
            responseCode = "201",
            description = "Created",
            headers = {@Header(name = "ETag", ref = "ETag"), @Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            headers = {@Header(name = "ETag", ref = "ETag"), @Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    public Response put(
            String slug,
            @QueryParam("price") String price,
            @QueryParam("language")
                    @Parameter(
                            description =
                                    "Of a document that names none, a BCP 47 tag; default `farthing.article.default-language`")
                    String language,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            byte[] body) {
        Slugs.checked(slug);
        long priceIfNew = price == null ? publishing.defaultPriceMicros() : Money.parseMicros(price, "price");
        String languageIfNone = ArticleJson.languageParameter(language);
        ArticleDraft draft = drafts.read(slug, contentType, body).inLanguage(languageIfNone);
        Publishing.Condition condition = new Publishing.Condition(ifMatch, ifNoneMatch);
        Publishing.Result result;
        try {
            result = publishing.put(slug, draft, priceIfNew, condition);
        } catch (RuntimeException fault) {
            if (!"slug_is_unique".equals(SqlStates.constraint(fault))) {
                throw fault;
            }
            // Lost the race to create it: replaces the article that now exists.
            result = publishing.put(slug, draft, priceIfNew, condition);
        }
        return answer(result.created() ? 201 : 200, result.article(), draft);
    }

    @Audited(AuditAction.ARTICLE_CHANGE)
    @PATCH
    @Path("/{slug}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(summary = "Change some fields of an article: absent fields stay, null clears a field (RFC 7396)")
    @RequestBody(content = @Content(schema = @Schema(implementation = ArticleChange.class)))
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT},
            codes = {ProblemCode.PRECONDITION_FAILED, ProblemCode.ARTICLE_NOT_FOUND})
    @APIResponse(
            responseCode = "200",
            description = "The article after the change",
            headers = {@Header(name = "ETag", ref = "ETag"), @Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    public Response patch(String slug, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, @NotNull ExactJson content) {
        ObjectNode body = content.object();
        ArticleDraft draft = ArticleJson.read(withoutNulls(body), currency, zone);
        return answer(200, publishing.patch(slug, draft, nulls(body), ifMatch), draft);
    }

    @Audited(AuditAction.ARTICLE_ARCHIVE)
    @DELETE
    @Path("/{slug}")
    @Operation(summary = "Archive an article: it is no longer listed or sold, its owners keep access")
    @Refuses(
            value = ProblemGroup.ROLE,
            codes = {ProblemCode.ARTICLE_NOT_FOUND, ProblemCode.PRECONDITION_FAILED})
    @APIResponse(responseCode = "204", description = "Archived")
    public void archive(String slug, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        publishing.archive(slug, ifMatch);
    }

    private Response answer(int status, Article article, ArticleDraft draft) {
        return Response.status(status)
                .entity(ArticleView.of(article, currency, draft.warnings()))
                .tag(ArticleTag.of(article.version, "json"))
                .location(URI.create(Slug.path(article.slug)))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static List<String> nulls(ObjectNode body) {
        List<String> names = new ArrayList<>();
        body.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                names.add(field.getKey());
            }
        });
        return names;
    }

    private static ObjectNode withoutNulls(ObjectNode body) {
        ObjectNode present = body.deepCopy();
        present.remove(nulls(body));
        return present;
    }
}
