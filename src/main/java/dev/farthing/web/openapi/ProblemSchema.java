package dev.farthing.web.openapi;

import dev.farthing.web.ProblemBody;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Mirrors {@link ProblemBody}, with the additional members of a 402. */
final class ProblemSchema {
    private ProblemSchema() {}

    static Schema schema() {
        Schema error = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("code", text("Stable; programs match on it"))
                .addProperty("doc_url", text("The code's section in the catalogue"))
                .addProperty("message", text("The same as detail"));
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457 problem details; a 402 adds price, balance, shortfall, topUpUrl and preview.")
                .addProperty("type", text("The code's section in the catalogue"))
                .addProperty("title", text("The status in words"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("What is wrong with this request"))
                .addProperty("instance", text("The path of the request"))
                .addProperty("field", text("The name of the invalid field"))
                .addProperty(
                        "traceId",
                        text("Only with a 5xx: finds the request in the log and the traces of the service. The trace id"
                                + " of the request's traceparent if it has one; 32 hex digits"))
                .addProperty("error", error)
                .addProperty("price", OASFactory.createSchema().ref("#/components/schemas/Money"))
                .addProperty("balance", OASFactory.createSchema().ref("#/components/schemas/Money"))
                .addProperty("shortfall", OASFactory.createSchema().ref("#/components/schemas/Money"))
                .addProperty("topUpUrl", text("Adds credit"))
                .addProperty(
                        "preview",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.OBJECT)
                                .addProperty("title", text("The article's title"))
                                .addProperty("summary", text("The article's summary"))
                                .addProperty("lead", text("The beginning of the text, or empty"))
                                .addProperty("language", text("The article's language, a BCP 47 tag"))
                                .addProperty("url", text("The free part of the article")));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
