package dev.farthing.web.openapi;

import dev.farthing.web.ProblemCode;
import dev.farthing.web.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

final class ApiRefusals {
    private ApiRefusals() {}

    /**
     * @param codes in the catalogue's order
     * @param declared the operation's own response, or null; the scanner's has no content
     */
    static APIResponse of(int status, List<ProblemCode> codes, APIResponse declared, Components components) {
        return declared == null || declared.getContent() == null
                ? shared(status, codes, components)
                : withDeclared(declared, response(status, codes));
    }

    private static APIResponse withDeclared(APIResponse declared, APIResponse response) {
        declared.getContent().getMediaTypes().forEach(response.getContent()::addMediaType);
        return response;
    }

    /** Equal refusals share one component, which keeps the document small. */
    private static APIResponse shared(int status, List<ProblemCode> codes, Components components) {
        String name = codes.stream().map(ProblemCode::code).collect(Collectors.joining("."));
        if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
            components.addResponse(name, response(status, codes));
        }
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
    }

    private static APIResponse response(int status, List<ProblemCode> codes) {
        List<String> meanings = new ArrayList<>();
        codes.forEach(code -> meanings.add("`" + code.code() + "`: " + code.meaning()));
        APIResponse response = OASFactory.createAPIResponse().description(String.join("\n\n", meanings));
        response.setContent(OASFactory.createContent()
                .addMediaType(
                        Problems.PROBLEM_JSON, OASFactory.createMediaType().schema(reference()))
                .addMediaType(
                        "text/html",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))));
        response.addExtension(
                "x-problem-codes", codes.stream().map(ProblemCode::code).toList());
        headers(status, codes).forEach((name, meaning) -> response.addHeader(name, header(meaning)));
        return response;
    }

    private static Map<String, String> headers(int status, List<ProblemCode> codes) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        switch (status) {
            case 401 -> headers.put("WWW-Authenticate", "Bearer, with error=\"invalid_token\" when a key was sent");
            case 402 -> {
                if (codes.contains(ProblemCode.INSUFFICIENT_CREDIT)) {
                    headers.put("Link", "rel=\"payment\": adds credit; rel=\"preview\": the free part of the article");
                }
            }
            case 429, 503 -> headers.put("Retry-After", "Seconds to wait");
            default -> {}
        }
        return headers;
    }

    static Header header(String meaning) {
        return OASFactory.createHeader()
                .description(meaning)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private static Schema reference() {
        return OASFactory.createSchema().ref("#/components/schemas/Problem");
    }
}
