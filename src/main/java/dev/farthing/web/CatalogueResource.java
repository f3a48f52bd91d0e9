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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The error catalogue: one page, an anchor for each code; every {@code type} and {@code doc_url} lands on it. */
@Path("/errors")
@PermitAll
@Tag(name = "Errors")
class CatalogueResource {

    /** Where a top-up link leads where no payment processor is configured. */
    private static final String CREDIT = """
            <section id="credit">
            <h2>Credit</h2>
            <p>Articles are paid from credit that a client holds here in advance. Each purchase is one entry in the
            client's statement; reading the same article again is free. Where a 402 carries a top-up link, open it to pay;
            <code>POST /v1/top-ups</code> does the same for programs, and <code>POST /v1/me/vouchers</code> takes a voucher.
            Otherwise credit is added by the publisher of this site: ask for it with the id of your client, which
            <code>GET /v1/me</code> shows.</p>
            </section>
            """;

    private static final List<MediaType> FORMS = List.of(Html.TYPE, MediaType.APPLICATION_JSON_TYPE);

    private final String page = page();
    private final Page<Entry> list =
            new Page<>(Stream.of(ProblemCode.values()).map(Entry::of).toList(), null);

    /** A code of the catalogue, for programs. */
    @Schema(name = "ProblemCode")
    @RegisterForReflection
    public record Entry(String code, int status, String meaning, String remedy) {
        private static Entry of(ProblemCode code) {
            return new Entry(code.code(), code.status(), code.meaning(), code.remedy());
        }
    }

    @GET
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @Operation(summary = "Every problem code, with its meaning and what to do")
    @APIResponse(responseCode = "200", description = "The page")
    public Response catalogue(@Context HttpHeaders headers) {
        boolean html = ContentNegotiation.best(headers.getAcceptableMediaTypes(), FORMS) == Html.TYPE;
        return Response.ok(html ? page : list, html ? Html.TYPE : MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header(HttpHeaders.VARY, "Accept, Origin")
                .build();
    }

    private static String page() {
        StringBuilder main = new StringBuilder("<h1>Errors</h1>\n")
                .append("<p>Every refusal carries <code>error.code</code>; programs match on it. "
                        + "Here is what each code means and what to do about it.</p>\n")
                .append(CREDIT);
        for (ProblemCode code : ProblemCode.values()) {
            main.append("<section id=\"%s\">\n<h2><code>%s</code> (%d)</h2>\n<p>%s</p>\n<p>%s</p>\n</section>\n"
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
