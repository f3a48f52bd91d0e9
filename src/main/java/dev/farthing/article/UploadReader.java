package dev.farthing.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.farthing.article.file.FileAddress;
import dev.farthing.article.file.FileName;
import dev.farthing.article.file.ReadableSlug;
import dev.farthing.article.markdown.Warning;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a file and finds its slug: its own, else its title's, else its name's. */
@ApplicationScoped
class UploadReader {
    /** In UTF-8; an index of PostgreSQL holds 2,700. */
    private static final int LONGEST_NAME = 2_000;

    private static final int LONGEST_VALUE = 200;

    private final DraftReader drafts;
    private final ObjectMapper json;
    private final String shopLanguage;

    UploadReader(DraftReader drafts, ObjectMapper json, ArticleConfig config) {
        this.drafts = drafts;
        this.json = json;
        this.shopLanguage = config.defaultLanguage();
    }

    /**
     * Null arguments are absent; the name then decides on the type.
     *
     * @param language of a file whose fields and name tell none
     */
    Upload read(String file, String contentType, String language, byte[] body) {
        FileName name = named(file);
        String type = contentType != null ? contentType.toLowerCase(Locale.ROOT) : typeOf(name);
        FileAddress address;
        ArticleDraft draft;
        if (DraftReader.isJson(type)) {
            ObjectNode object = drafts.object(body);
            address = FileAddress.of(ownSlug(object.remove("slug")));
            draft = drafts.fromJson(object);
        } else {
            draft = drafts.read(name.words(), type, body);
            address = FileAddress.of(metadata(draft));
        }
        if (draft.title().isBlank()) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD,
                    "title",
                    "The file has no title, no heading and no name; send ?file=its-name.md.");
        }
        List<Warning> warnings = new ArrayList<>(address.warnings());
        if (name.heldBack()) {
            warnings.add(new Warning(
                    "file",
                    shortened(name.path()),
                    "Tools do not publish a file of this name or folder: it is a draft."));
        }
        String slug = address.slug() == null ? slug(name, draft) : address.slug();
        return new Upload(
                name,
                slug,
                address.slug() != null,
                hash(body),
                draft.inLanguage(name.language()).inLanguage(language),
                warnings);
    }

    private static FileName named(String file) {
        if (file == null) {
            return FileName.NONE;
        }
        if (file.indexOf('\uFFFD') >= 0) {
            throw Problem.at(ProblemCode.INVALID_PARAMETER, "file", "The file's name is not UTF-8: rename the file.");
        }
        FileName name = FileName.of(file);
        if (name.path().isEmpty() || name.path().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "file",
                    "file is the name of a file, with or without its folders, of at most " + LONGEST_NAME + " bytes.");
        }
        return name;
    }

    private static String typeOf(FileName name) {
        return name.path().toLowerCase(Locale.ROOT).endsWith(".json") ? "application/json" : DraftReader.MARKDOWN;
    }

    private static Map<String, String> ownSlug(JsonNode slug) {
        if (slug == null || slug.isNull()) {
            return Map.of();
        }
        if (!slug.isTextual()) {
            throw Problem.at(ProblemCode.INVALID_FIELD, "slug", "'slug' must be a text.");
        }
        return Map.of("slug", slug.textValue());
    }

    /** The address stays in the metadata. */
    private Map<String, Object> metadata(ArticleDraft draft) {
        try {
            return json.readValue(draft.metadata(), new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A translation has a slug of its own also where its title is that in the shop's language. */
    private String slug(FileName name, ArticleDraft draft) {
        boolean untitled = draft.title().equals(Slugs.asTitle(name.words()));
        String slug = untitled ? "" : ReadableSlug.of(draft.title());
        slug = slug.isEmpty() ? ReadableSlug.of(name.words()) : slug;
        if (slug.isEmpty()) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD,
                    "slug",
                    "No address can be made of the file's title and name: write one as 'slug: ...' in its front matter.");
        }
        return name.language() == null || name.language().equals(shopLanguage)
                ? slug
                : ReadableSlug.of(slug + "-" + name.language());
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String shortened(String value) {
        return value.length() <= LONGEST_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE / 2)) + "…";
    }
}
