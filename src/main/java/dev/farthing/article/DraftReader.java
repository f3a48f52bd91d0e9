package dev.farthing.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.farthing.article.file.export.Misplaced;
import dev.farthing.web.ExactJson;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

@ApplicationScoped
class DraftReader {
    static final String MARKDOWN = "text/markdown";

    private final ArticleMarkdown markdown;
    private final ObjectMapper json;
    private final String currency;
    private final ZoneId zone;

    DraftReader(ArticleMarkdown markdown, ObjectMapper json, FarthingConfig config) {
        this.markdown = markdown;
        this.json = json;
        this.currency = config.currency();
        this.zone = config.zone();
    }

    /** A null type means Markdown. */
    ArticleDraft read(String slug, String contentType, byte[] body) {
        String type = contentType == null ? MARKDOWN : contentType.toLowerCase(Locale.ROOT);
        return isJson(type) ? fromJson(body) : fromMarkdown(slug, type, body);
    }

    private ArticleDraft fromJson(byte[] body) {
        return fromJson(object(body));
    }

    ObjectNode object(byte[] body) {
        ExactJson content;
        try {
            content = json.readValue(body, ExactJson.class);
        } catch (JsonProcessingException malformed) {
            throw new BadRequestException(malformed);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (!(content.tree() instanceof ObjectNode object)) {
            throw Problem.of(ProblemCode.INVALID_FIELD, "The body must be a JSON object with title, body and price.");
        }
        return object;
    }

    ArticleDraft fromJson(ObjectNode object) {
        Misplaced.checkKeys(object.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet()));
        ArticleDraft draft = ArticleJson.read(object, currency, zone);
        require("title", draft.title());
        require("body", draft.body());
        require("price", draft.priceMicros());
        return draft;
    }

    private ArticleDraft fromMarkdown(String slug, String type, byte[] body) {
        if (!isMarkdown(type)) {
            throw Problem.at(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    HttpHeaders.CONTENT_TYPE,
                    "An article must be application/json or text/markdown; an export goes to POST /v1/imports.");
        }
        return markdown.read(slug, body);
    }

    static boolean isJson(String type) {
        return type.startsWith("application/json");
    }

    /** Tools send Markdown under these types; {@code curl -T} sends none. */
    private static boolean isMarkdown(String type) {
        return type.startsWith(MARKDOWN)
                || type.startsWith("text/x-markdown")
                || type.startsWith("text/plain")
                || type.startsWith("application/octet-stream");
    }

    private static void require(String name, Object value) {
        if (value == null) {
            throw Problem.at(ProblemCode.INVALID_FIELD, name, "'" + name + "' is missing.");
        }
    }
}
