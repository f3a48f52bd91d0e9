package dev.farthing.article;

import dev.farthing.article.markdown.Warning;
import dev.farthing.database.SqlStates;
import dev.farthing.web.AuditAction;
import dev.farthing.web.Audited;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.Slug;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
@Tag(name = "Publishing")
class UploadResource {
    /** Lost by one of two uploads at the same moment. */
    private static final Set<String> RACES = Set.of("slug_is_unique", "file_is_of_one_article");

    private final Uploads uploads;
    private final UploadReader files;
    private final Publishing publishing;
    private final String currency;

    UploadResource(Uploads uploads, UploadReader files, Publishing publishing, FarthingConfig config) {
        this.uploads = uploads;
        this.files = files;
        this.publishing = publishing;
        this.currency = config.currency();
    }

    @Audited(AuditAction.ARTICLE_UPLOAD)
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            summary = "Publish a file, which finds its own slug",
            description =
                    "Markdown or JSON, as for PUT. The slug is the file's own (`slug`, or the path of `url`, `permalink` or"
                            + " `path`), else its title's, else its name's. The same file sent again changes nothing, and after a change"
                            + " replaces its own article; a file never replaces another file's article. So every POST can be repeated.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = PublishingResource.ArticleContent.class)),
                @Content(mediaType = DraftReader.MARKDOWN, schema = @Schema(type = SchemaType.STRING))
            })
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT},
            codes = {ProblemCode.SLUG_TAKEN, ProblemCode.INVALID_FRONT_MATTER, ProblemCode.PRECONDITION_FAILED})
    @APIResponse(
            responseCode = "201",
            description = "Created",
            headers = {@Header(name = "ETag", ref = "ETag"), @Header(name = "Location", ref = "Location")},
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ArticleView.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or unchanged",
            headers = {@Header(name = "ETag", ref = "ETag"), @Header(name = "Location", ref = "Location")},
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ArticleView.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    public Response upload(
            @Parameter(
                            description =
                                    "The file's name, with its folders as far as they tell it from other files; or in Content-Disposition")
                    @QueryParam("file")
                    String file,
            @QueryParam("price") String price,
            @QueryParam("language")
                    @Parameter(
                            description =
                                    "Of a file that names none, a BCP 47 tag; default `farthing.article.default-language`")
                    String language,
            @HeaderParam("Content-Disposition") String disposition,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            byte[] body) {
        long priceIfNew = price == null ? publishing.defaultPriceMicros() : Money.parseMicros(price, "price");
        Upload upload = files.read(
                file == null ? ContentDisposition.fileName(disposition) : file,
                contentType,
                ArticleJson.languageParameter(language),
                body);
        Publishing.Condition condition = new Publishing.Condition(ifMatch, ifNoneMatch);
        Uploads.Result result;
        try {
            result = uploads.upload(upload, priceIfNew, condition);
        } catch (RuntimeException fault) {
            String constraint = SqlStates.constraint(fault);
            if (constraint == null || !RACES.contains(constraint)) {
                throw fault;
            }
            result = uploads.upload(upload, priceIfNew, condition);
        }
        return answer(result, upload);
    }

    private Response answer(Uploads.Result result, Upload upload) {
        Article article = result.article();
        List<Warning> warnings = Stream.concat(upload.draft().warnings().stream(), result.warnings().stream())
                .toList();
        return Response.status(result.outcome() == ArticleView.Outcome.CREATED ? 201 : 200)
                .entity(ArticleView.of(article, currency, warnings, result.outcome()))
                .tag(ArticleTag.of(article.version, "json"))
                .location(URI.create(Slug.path(article.slug)))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }
}
