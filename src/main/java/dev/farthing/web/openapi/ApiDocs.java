package dev.farthing.web.openapi;

import dev.farthing.web.ProblemCode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

/**
 * Completes the OpenAPI document with every problem an operation can answer, from the codes that the operation names in
 * its {@link #PROBLEMS} extension and the catalogue in {@link ProblemCode}.
 *
 * <p>Tests hold every answer they get against the result, so a code that is not named here fails a test.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocs implements OASFilter {
    /** Name of the extension whose value lists problem codes, separated by blanks. */
    public static final String PROBLEMS = "x-problems";

    /** What any operation can answer. */
    private static final String ALWAYS =
            "invalid_text invalid_parameter not_acceptable uri_too_long headers_too_large body_too_large internal_error"
                    + " overloaded unavailable";

    /** For operations that read the key where one is sent. */
    public static final String KEY = " invalid_api_key revoked_api_key expired_api_key";

    /** For operations that need a key with a role. */
    public static final String ROLE = " authentication_required forbidden" + KEY;

    /** For operations that are open to all, but do more for staff. */
    public static final String STAFF = " authentication_required forbidden";

    /** For operations that take JSON. */
    public static final String JSON = " malformed_json invalid_field unsupported_media_type";

    /** For operations that refuse to sell. */
    public static final String PAYMENT =
            " payment_required insufficient_credit price_above_limit daily_limit_reached auto_purchase_off";

    /** For operations that take a card. */
    public static final String CARD =
            " expired_card card_declined insufficient_funds incorrect_cvc processing_error invalid_number";

    /** For operations that need a payment processor. */
    public static final String PROCESSOR = " top_ups_off processor_unavailable";

    /** For operations that answer in pages. */
    public static final String PAGES = " invalid_cursor";

    private static final String SCHEME = "apiKey";

    /** The headers of successful answers, which operations refer to by name. */
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "private for what a key has opened, public otherwise",
            "Credit-Balance", "The client's credit after this answer, such as 0.95 EUR; only with a client's key",
            "Credit-Charged", "What this request paid, such as 0.05 EUR; 0 EUR when the article was owned or free",
            "ETag", "The version, for If-None-Match and If-Match",
            "Idempotency-Replayed", "true when an earlier request made the entry",
            "Link", "rel=\"next\": the next page",
            "Location", "Where it is");

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
        api.getPaths().getPathItems().values().forEach(item -> {
            item.getOperations().values().forEach(operation -> complete(operation, api.getComponents()));
            if (item.getGET() != null && item.getGET().getResponses().hasAPIResponse("402")) {
                item.setHEAD(headOf(item.getGET()));
            }
        });
        api.getComponents().getSchemas().values().stream()
                .filter(schema ->
                        schema.getProperties() != null && schema.getProperties().containsKey("next"))
                .forEach(schema -> schema.getProperties().get("next").addType(Schema.SchemaType.NULL));
    }

    /** HEAD of a priced read: the same answers without their bodies, and it never buys. */
    private static Operation headOf(Operation get) {
        return OASFactory.createOperation()
                .summary("What GET would answer, without buying and without a body")
                .tags(get.getTags())
                .parameters(get.getParameters())
                .responses(get.getResponses())
                .security(get.getSecurity());
    }

    private static void complete(Operation operation, Components components) {
        String named = ALWAYS;
        if (operation.getExtensions() != null && operation.getExtensions().containsKey(PROBLEMS)) {
            named += " " + operation.getExtensions().get(PROBLEMS);
            withdraw(operation);
        }
        Map<Integer, List<ProblemCode>> byStatus = new TreeMap<>();
        Arrays.stream(named.strip().split("\\s+"))
                .distinct()
                .map(code -> ProblemCode.valueOf(code.toUpperCase(Locale.ROOT)))
                .sorted()
                .forEach(code -> byStatus.computeIfAbsent(code.status(), status -> new ArrayList<>())
                        .add(code));
        // Foreign origins are refused whatever the operation says of 403.
        byStatus.putIfAbsent(403, List.of());
        byStatus.forEach((status, codes) -> {
            APIResponse said = operation.getResponses().getAPIResponse(String.valueOf(status));
            operation
                    .getResponses()
                    .addAPIResponse(String.valueOf(status), ApiRefusals.of(status, codes, said, components));
        });
        if (byStatus.containsKey(401)) {
            if (!named.contains(ROLE)) {
                // Open to all; a key is read where one is sent.
                operation.addSecurityRequirement(OASFactory.createSecurityRequirement());
            }
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(SCHEME));
        }
    }

    /** Takes the extension out again, also where the scanner has copied it to. */
    private static void withdraw(Operation operation) {
        operation.removeExtension(PROBLEMS);
        operation.getResponses().removeExtension(PROBLEMS);
        operation.getResponses().getAPIResponses().values().forEach(response -> response.removeExtension(PROBLEMS));
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().removeExtension(PROBLEMS);
        }
    }
}
