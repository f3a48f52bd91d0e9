package dev.farthing.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The error catalogue: one page, an anchor for each code; every {@code type} and {@code doc_url} lands on it. */
@Path("/errors")
@PermitAll
@Tag(name = "Errors")
class CatalogueResource {

    /** Where a top-up link leads as long as credit is added by the publisher. */
    private static final String CREDIT = """
            <section id="credit">
            <h2>Credit</h2>
            <p>Articles are paid from credit that a client holds here in advance. Each purchase is one entry in the
            client's statement; reading the same article again is free. Credit is added by the publisher of this site:
            ask for it with the id of your client, which <code>GET /v1/me</code> shows.</p>
            </section>
            """;

    private final String page = page();

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Every problem code, with its meaning and what to do")
    @APIResponse(responseCode = "200", description = "The page")
    public Response catalogue() {
        return Response.ok(page)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
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
