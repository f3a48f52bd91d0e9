package dev.farthing.article;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.article.file.export.Export;
import dev.farthing.article.file.export.ExportFile;
import dev.farthing.article.file.export.Site;
import dev.farthing.web.AuditAction;
import dev.farthing.web.Audited;
import dev.farthing.web.AuditedParts;
import dev.farthing.web.CurrentRequest;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.JobStop;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/imports")
@RolesAllowed({Roles.PUBLISHER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
class ImportResource {
    private static final int BUSY_S = 30;

    /** A file is held in memory. */
    private final Semaphore place = new Semaphore(1);

    private final Publishing publishing;
    private final PostImport posts;
    private final FarthingConfig config;
    private final JobStop jobs;
    private final ObjectMapper json;

    ImportResource(Publishing publishing, PostImport posts, FarthingConfig config, JobStop jobs, ObjectMapper json) {
        this.publishing = publishing;
        this.posts = posts;
        this.config = config;
        this.jobs = jobs;
        this.json = json;
    }

    @Audited(AuditAction.ARTICLE_IMPORT)
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "importArticles",
            summary = "Import the posts of Ghost or WordPress",
            description =
                    "Ghost's JSON or WordPress' XML (WXR), as the tool exports it. Each post is published by itself; one that"
                            + " is refused stops no other. The same file again changes nothing; an edited post replaces its"
                            + " article, but never its price, and no article that does not come from that post. Results are"
                            + " sent while posts are imported.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT, description = "An export of Ghost")),
                @Content(
                        mediaType = MediaType.APPLICATION_XML,
                        schema = @Schema(type = SchemaType.STRING, description = "An export of WordPress"))
            })
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.AMOUNT},
            codes = {ProblemCode.INVALID_EXPORT, ProblemCode.NOT_OF_THIS_IMPORT, ProblemCode.UNSUPPORTED_MEDIA_TYPE})
    @APIResponse(
            responseCode = "200",
            description = "What became of each post",
            content = @Content(schema = @Schema(implementation = ImportReport.class)))
    public Response take(
            @Parameter(
                            description =
                                    "Of new articles that the old site did not show to everyone; with WordPress, which"
                                            + " knows no price, of all. Required unless farthing.article.default-price is"
                                            + " above 0; 0 makes them free")
                    @QueryParam("price")
                    String price,
            @Parameter(description = "Address of the old site, to complete links and images: https://blog.example.com")
                    @QueryParam("site")
                    String site,
            InputStream body)
            throws IOException {
        long priceIfNew = price == null ? publishing.defaultPriceMicros() : Money.parseMicros(price, "price");
        if (site != null && !Site.isOne(site)) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER, "site", "site is an address such as https://blog.example.com.");
        }
        takePlace();
        Export export =
                Export.open(ExportFile.read(body), site == null ? null : Site.withoutSlash(site), config.zone());
        if (price == null && priceIfNew == 0 && export.priced() > 0) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "price",
                    "Posts that were not free for everyone, or of which the export does not say so: " + export.priced()
                            + ". Say what they cost, such as ?price=0.05; ?price=0 gives them away.");
        }
        ImportAnswer answer = new ImportAnswer(export, posts, priceIfNew, AuditedParts.current(), jobs, json);
        return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private void takePlace() {
        if (!place.tryAcquire()) {
            throw Problem.later(
                    ProblemCode.OVERLOADED,
                    BUSY_S,
                    "This instance is busy with another import; send the file again later.");
        }
        CurrentRequest.atEnd(place::release);
    }
}
