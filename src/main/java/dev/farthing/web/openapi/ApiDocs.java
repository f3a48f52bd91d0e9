package dev.farthing.web.openapi;

import dev.farthing.web.ProblemCode;
import dev.farthing.web.openapi.EndpointRefusals.Refusals;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/** Adds every operation's problems to the OpenAPI document. Tests check every answer against it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocs implements OASFilter {
    private static final String SCHEME = "apiKey";

    /** Operations refer to these by name. */
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "private for what a key has opened, public otherwise",
            "Credit-Balance", "The client's credit after this answer, such as 0.95 EUR; only with a client's key",
            "Credit-Charged", "What this request paid, such as 0.05 EUR; 0 EUR when the article was owned or free",
            "ETag", "The version, for If-None-Match and If-Match",
            "Idempotency-Replayed", "true when an earlier request made the entry",
            "Link", "rel=\"next\": the next page",
            "Location", "The address of what was created");

    private final EndpointRefusals refusals;
    private final ApiTexts texts = new ApiTexts();

    public ApiDocs(IndexView index) {
        this.refusals = new EndpointRefusals(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme(
                        SCHEME,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key: 'farthing_' and 72 hex digits. POST /v1/clients gives one."));
        api.getComponents().addSchema("Problem", ProblemSchema.schema());
        HEADERS.forEach((name, meaning) -> api.getComponents().addHeader(name, ApiRefusals.header(meaning)));
        api.addServer(OASFactory.createServer().url("/").description("The shop that serves this document"));
        api.getPaths().getPathItems().forEach((path, item) -> {
            item.getOperations()
                    .forEach(
                            (method, operation) -> complete(operation, refusals.of(path, method), api.getComponents()));
            if (item.getGET() != null && item.getGET().getResponses().hasAPIResponse("402")) {
                item.setHEAD(headOf(item.getGET()));
            }
            item.getOperations().forEach((method, operation) -> texts.complete(path, method, operation));
        });
        api.getTags().forEach(texts::complete);
        api.getComponents().getSchemas().values().stream()
                .filter(schema ->
                        schema.getProperties() != null && schema.getProperties().containsKey("next"))
                .forEach(schema -> schema.getProperties().get("next").addType(Schema.SchemaType.NULL));
    }

    private static Operation headOf(Operation get) {
        return OASFactory.createOperation()
                .summary("What GET would answer, without buying and without a body")
                .tags(get.getTags())
                .parameters(get.getParameters())
                .responses(get.getResponses())
                .security(get.getSecurity());
    }

    private static void complete(Operation operation, Refusals refusals, Components components) {
        Map<Integer, List<ProblemCode>> byStatus = new TreeMap<>();
        refusals.codes().forEach(code -> byStatus.computeIfAbsent(code.status(), status -> new ArrayList<>())
                .add(code));
        byStatus.forEach((status, codes) -> {
            APIResponse declared = operation.getResponses().getAPIResponse(String.valueOf(status));
            operation
                    .getResponses()
                    .addAPIResponse(String.valueOf(status), ApiRefusals.of(status, codes, declared, components));
        });
        if (byStatus.containsKey(401)) {
            if (!refusals.includes(ProblemGroup.ROLE)) {
                // Open to all: the key is optional.
                operation.addSecurityRequirement(OASFactory.createSecurityRequirement());
            }
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(SCHEME));
        }
    }
}
