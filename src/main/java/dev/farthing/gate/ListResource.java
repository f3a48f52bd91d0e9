package dev.farthing.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.article.Article;
import dev.farthing.article.ArticleSummary;
import dev.farthing.article.Listing;
import dev.farthing.article.search.Reader;
import dev.farthing.database.Lists;
import dev.farthing.ledger.Ownership;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Caller;
import dev.farthing.web.ConditionalGet;
import dev.farthing.web.Money;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/articles")
@PermitAll
@Tag(name = "Articles")
class ListResource {
    private final Listing listing;
    private final Lists lists;
    private final Ownership ownership;
    private final SecurityIdentity identity;
    private final ObjectMapper json;
    private final BookCurrency currency;
    private final Clock clock;

    ListResource(
            Listing listing,
            Lists lists,
            Ownership ownership,
            SecurityIdentity identity,
            ObjectMapper json,
            BookCurrency currency,
            Clock clock) {
        this.listing = listing;
        this.lists = lists;
        this.ownership = ownership;
        this.identity = identity;
        this.json = json;
        this.currency = currency;
        this.clock = clock;
    }

    @Schema(name = "ArticleSummary")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record Summary(
            String slug,
            String title,
            String summary,
            Money price,
            List<String> tags,
            String author,
            String language,
            Instant publishedAt,
            Instant expiresAt,
            int wordCount,

            @Schema(description = "Whether the client can read it without paying; only with a key")
            Boolean owned) {}

    /** For the OpenAPI document. */
    @Schema(name = "SummaryPage")
    record SummaryPage(List<Summary> items, String next) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "List articles on sale: filter, search, sort")
    @Refuses({ProblemGroup.KEY, ProblemGroup.PAGES, ProblemGroup.STAFF})
    @APIResponse(
            responseCode = "200",
            description = "A page of articles",
            headers = {
                @Header(name = "Link", ref = "Link"),
                @Header(name = "ETag", ref = "ETag"),
                @Header(name = "Cache-Control", ref = "Cache-Control")
            },
            content = @Content(schema = @Schema(implementation = SummaryPage.class)))
    @APIResponse(responseCode = "304", description = "Unchanged since the version in If-None-Match")
    public Response list(
            @QueryParam("q")
                    @Parameter(
                            description =
                                    "Words, \"a phrase\", -word to exclude, or between alternatives; accents and the forms of"
                                            + " a word do not matter. The text of an article"
                                            + " that the caller must still buy is searched for single words only: phrases and"
                                            + " exclusions look at its title, summary, lead, tags and author."
                                            + " Phrases and exclusions are looked for in the first 5,000 articles of the"
                                            + " order that have the words")
                    String q,
            @QueryParam("tag") @Parameter(description = "In any case: News also lists news") String tag,
            @QueryParam("author") String author,
            @QueryParam("language") @Parameter(description = "A BCP 47 tag: de also lists de-AT, but de-AT not de")
                    String language,
            @QueryParam("sort")
                    @Parameter(
                            description =
                                    "relevance only with q; default newest first, with q by relevance, which ranks the"
                                            + " newest 1,000 matches and omits others; title by the rules of the shop's"
                                            + " language",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "publishedAt",
                                                "-publishedAt",
                                                "title",
                                                "-title",
                                                "price",
                                                "-price",
                                                "relevance"
                                            }))
                    String sort,
            @QueryParam("status")
                    @Parameter(
                            description =
                                    "For publishers and admins: drafts, published articles (including scheduled ones), or"
                                            + " archived ones",
                            schema = @Schema(enumeration = {"draft", "published", "archived"}))
                    String status,
            @BeanParam Paging paging,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws JsonProcessingException {
        Caller caller = headers.getHeaderString(HttpHeaders.AUTHORIZATION) == null ? null : Caller.of(identity);
        UUID clientId = caller == null ? null : caller.clientId();
        Article.Status wantedStatus = Params.choice("status", status, Article.Status.class, null);
        if (wantedStatus != null && (caller == null || !caller.isStaff())) {
            throw Problem.at(
                    caller == null ? ProblemCode.AUTHENTICATION_REQUIRED : ProblemCode.FORBIDDEN,
                    "status",
                    "Only publishers and admins list by status.");
        }
        Listing.Filter filter = new Listing.Filter(q, tag, author, language, sort, wantedStatus, reader(caller));
        Page<ArticleSummary> found = lists.pageByKeptPlan(() -> listing.find(filter, paging));
        Set<UUID> owned = clientId == null
                ? null
                : ownership.among(
                        clientId, found.items().stream().map(ArticleSummary::id).toList());
        Page<Summary> page = found.map(article -> view(article, owned));
        byte[] body = json.writeValueAsBytes(page);
        EntityTag tagOfBody = new EntityTag(digest(body));
        Response.ResponseBuilder answer = ConditionalGet.unchanged(headers, tagOfBody);
        if (answer == null) {
            answer = Paging.answer(page, uri).entity(body).tag(tagOfBody);
        }
        long fresh = ArticleSummary.freshSeconds(found.items(), clock.instant());
        return answer.header(
                        HttpHeaders.CACHE_CONTROL, caller == null ? "public, max-age=" + fresh : "private, no-cache")
                .header(HttpHeaders.VARY, "Authorization, Origin")
                .build();
    }

    private static Reader reader(Caller caller) {
        if (caller == null) {
            return Reader.STRANGER;
        }
        return caller.isStaff() ? Reader.STAFF : new Reader(Ownership.OF_READER, caller.clientId());
    }

    private Summary view(ArticleSummary article, Set<UUID> owned) {
        return new Summary(
                article.slug(),
                article.title(),
                article.summary(),
                currency.money(article.priceMicros()),
                article.tags(),
                article.author(),
                article.language(),
                article.publishedAt(),
                article.expiresAt(),
                article.wordCount(),
                owned == null ? null : article.priceMicros() == 0 || owned.contains(article.id()));
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
