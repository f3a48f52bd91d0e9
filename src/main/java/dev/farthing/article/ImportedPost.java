package dev.farthing.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.farthing.article.file.ReadableSlug;
import dev.farthing.article.file.export.ExportedPost;
import dev.farthing.article.markdown.Warning;
import dev.farthing.web.Problem;
import dev.farthing.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A post of an export as an article. Metadata says in {@code import} which post of which site it is, and with what digest it came:
 * so the next import finds its own articles and leaves alone what did not change at the source.
 */
record ImportedPost(ExportedPost post, String slug, ObjectNode metadata, List<Warning> warnings) {
    private static final String RECORD = "import";

    /** @throws Problem {@code invalid_text} */
    static ImportedPost of(String tool, ExportedPost post, ObjectMapper json) {
        StrictJson.storable("title", post.title());
        StrictJson.storable("summary", post.summary());
        StrictJson.storable("author", post.author());
        StrictJson.storable("body", post.body());
        post.tags().forEach(tag -> StrictJson.storable("tags", tag));
        List<Warning> warnings = new ArrayList<>(post.warnings());
        if (post.language() != null && !ArticleJson.isLanguage(post.language())) {
            warnings.add(new Warning("language", shown(post.language()), "Not a language tag such as en or pt-BR."));
        }
        ObjectNode metadata = json.createObjectNode();
        post.metadata().forEach((name, value) -> metadata.put(name, StrictJson.storable(name, value)));
        ObjectNode source = metadata.putObject(RECORD);
        source.put("from", tool);
        source.put("id", StrictJson.storable("id", post.id()));
        source.put("digest", digest(post));
        return new ImportedPost(post, slug(tool, post), metadata, warnings);
    }

    /** A post without an address at its source gets one that no other post has. */
    private static String slug(String tool, ExportedPost post) {
        if (post.slug() != null && ReadableSlug.isSlug(post.slug())) {
            return post.slug();
        }
        String number = post.number() == null ? "" : post.number().replaceAll("[^A-Za-z0-9]", "");
        String text = post.slug() != null ? post.slug() : post.title();
        String words = text == null ? "" : ReadableSlug.of(text);
        String start = words.isEmpty()
                ? tool
                : words.substring(
                        0, words.offsetByCodePoints(0, Math.min(100, words.codePointCount(0, words.length()))));
        return number.isEmpty() ? start : start + "-" + number.substring(0, Math.min(40, number.length()));
    }

    /** Whether {@code metadata} of an article names this post. */
    boolean isSource(String existing, ObjectMapper json) {
        JsonNode theirs = record(existing, json);
        JsonNode mine = metadata.path(RECORD);
        return theirs.path("from").equals(mine.path("from"))
                && theirs.path("id").equals(mine.path("id"));
    }

    boolean isUnchanged(String existing, ObjectMapper json) {
        return record(existing, json).equals(metadata.path(RECORD));
    }

    private static JsonNode record(String metadata, ObjectMapper json) {
        try {
            return json.readTree(metadata).path(RECORD);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Expensive: renders. A page keeps the status that it has here; an archived article stays archived. */
    ArticleDraft draft(Article.Status existing) {
        boolean keeps = existing == Article.Status.ARCHIVED || post.page() && existing != null;
        ArticleDraft.Body body = ArticleDraft.Body.render(post.body(), null);
        boolean held = post.state() != ExportedPost.State.PUBLISHED || body.isBlank();
        List<Warning> all = new ArrayList<>(warnings);
        if (existing == Article.Status.ARCHIVED) {
            all.add(new Warning("status", "ARCHIVED", "The article is archived here, and stays so."));
        }
        FieldLimits limits = new FieldLimits();
        String title = limits.cut("title", title(), ArticleJson.MAX_TITLE);
        String summary = limits.cut("summary", post.summary(), ArticleJson.MAX_SUMMARY);
        List<String> tags = limits.tags(post.tags());
        String author = limits.cut("author", post.author(), ArticleJson.MAX_AUTHOR);
        String language = post.language() == null ? null : limits.language(post.language());
        all.addAll(limits.warnings());
        return new ArticleDraft(
                title,
                summary,
                null,
                tags,
                author,
                language,
                post.publishedAt(),
                null,
                null,
                null,
                keeps ? existing : held ? Article.Status.DRAFT : Article.Status.PUBLISHED,
                metadata.toString(),
                body,
                all);
    }

    String title() {
        return post.title() == null ? Slugs.asTitle(slug) : post.title();
    }

    private static String digest(ExportedPost post) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            // The record's text, whose parts are its own: two posts that differ have different ones.
            byte[] all = sha.digest(post.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String shown(String value) {
        return value.substring(0, Math.min(40, value.length()));
    }
}
