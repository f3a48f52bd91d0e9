package dev.farthing.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Every {@code type} and {@code doc_url} links to a code's anchor here. */
@Path("/errors")
@PermitAll
@Tag(name = "Errors")
class CatalogueResource {

    /** The target of top-up links while no payment processor is configured. */
    private static final String CREDIT = """
            <section id="credit">
            <h2>Credit</h2>
            <p>Articles are paid for from prepaid credit. Each purchase is one entry in the client's statement; reading the
            same article again is free. If a 402 has a top-up link, open it to pay; programs use
            <code>POST /v1/top-ups</code>, and <code>POST /v1/me/vouchers</code> redeems a voucher. Otherwise the publisher
            of this site adds credit: send the id of your client, which <code>GET /v1/me</code> shows.</p>
            </section>
            """;

    private static final List<MediaType> FORMS = List.of(Html.TYPE, MediaType.APPLICATION_JSON_TYPE);

    private final String page = page();
    private final Page<Entry> list =
            new Page<>(Stream.of(ProblemCode.values()).map(Entry::of).toList(), null);

    @Schema(name = "ProblemCode")
    @RegisterForReflection
    public record Entry(String code, int status, String meaning, String remedy) {
        private static Entry of(ProblemCode code) {
            return new Entry(code.code(), code.status(), code.meaning(), code.remedy());
        }
    }

    /** For the OpenAPI document. */
    @Schema(name = "ProblemCodePage")
    record EntryPage(List<Entry> items, String next) {}

    @GET
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @Operation(summary = "Every problem code, its meaning and its remedy")
    @APIResponse(
            responseCode = "200",
            description = "The page, or its data",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = EntryPage.class))
            })
    public Response catalogue(@Context HttpHeaders headers) {
        boolean html = ContentNegotiation.best(headers.getAcceptableMediaTypes(), FORMS) == Html.TYPE;
        return Response.ok(html ? page : list, html ? Html.TYPE : MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header(HttpHeaders.VARY, "Accept, Origin")
                .build();
    }

    private static String page() {
        StringBuilder main = new StringBuilder("<h1>Errors</h1>\n")
                .append("<p>Every refusal has an <code>error.code</code> that programs match on. "
                        + "This page explains each code and how to resolve it.</p>\n")
                .append(CREDIT);
        for (ProblemCode code : ProblemCode.values()) {
            main.append("<section id=\"%s\">\n<h2><code>%s</code> (%s)</h2>\n<p>%s</p>\n<p>%s</p>\n</section>\n"
                    .formatted(
                            code.anchor(),
                            code.code(),
                            code.status(),
                            Html.escape(code.meaning()),
                            Html.escape(code.remedy())));
        }
        return Html.page("Errors", "en", main.toString());
    }
}
