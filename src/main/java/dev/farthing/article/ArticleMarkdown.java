package dev.farthing.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.article.file.FrontMatter;
import dev.farthing.article.file.FrontMatterFields;
import dev.farthing.article.file.export.Misplaced;
import dev.farthing.article.markdown.PlainLine;
import dev.farthing.article.markdown.Warning;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads Markdown files written for Hugo, Jekyll, Ghost or MDN. */
@ApplicationScoped
class ArticleMarkdown {
    private static final int MAX_WARNED = 100;

    private final ObjectMapper json;
    private final String currency;

    ArticleMarkdown(ObjectMapper json, FarthingConfig config) {
        this.json = json;
        this.currency = config.currency();
    }

    /** A file without text, such as a section's index, becomes a draft: it has nothing to sell. */
    ArticleDraft read(String slug, byte[] bytes) {
        Misplaced.check(bytes);
        FrontMatter.Document document = FrontMatter.split(text(bytes));
        if (document.values().isEmpty() && document.body().isBlank()) {
            throw Problem.at(ProblemCode.INVALID_FIELD, "body", "The document is empty.");
        }
        FrontMatterFields fields = FrontMatterFields.of(document.values());
        ArticleDraft.Body body = ArticleDraft.Body.render(document.body(), separator(fields));
        return new ArticleDraft(
                shortened(title(slug, fields, body.rendered().firstHeading()), ArticleJson.MAX_TITLE),
                shortened(PlainLine.of(fields.summary()), ArticleJson.MAX_SUMMARY),
                price(fields),
                tags(fields),
                shortened(fields.author(), ArticleJson.MAX_AUTHOR),
                knownLanguage(fields) ? ArticleJson.language(fields.language()) : null,
                fields.publishedAt(),
                null,
                AccessPeriod.checked(fields.accessPeriod()),
                fields.previewWords(),
                status(fields, body),
                metadata(fields),
                body,
                warnings(fields));
    }

    private static String separator(FrontMatterFields fields) {
        return fields.metadata().get(FrontMatterFields.SEPARATOR) instanceof String separator ? separator : null;
    }

    private static List<Warning> warnings(FrontMatterFields fields) {
        Object preview = fields.metadata().get("preview");
        return preview == null
                ? List.of()
                : List.of(new Warning(
                        "preview",
                        shortened(preview.toString(), MAX_WARNED),
                        "This is neither a number of words nor none; the lead has the shop's share of the text."));
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return StrictJson.storable("body", text);
        } catch (CharacterCodingException notUtf8) {
            throw Problem.at(ProblemCode.INVALID_TEXT, "body", "The document is not UTF-8.");
        }
    }

    /** A value such as en_US.UTF-8 does not refuse the file; metadata keeps it. */
    private static boolean knownLanguage(FrontMatterFields fields) {
        return fields.language() == null || ArticleJson.isLanguage(fields.language());
    }

    private static Article.Status status(FrontMatterFields fields, ArticleDraft.Body body) {
        return fields.draft() || body.isBlank() ? Article.Status.DRAFT : Article.Status.PUBLISHED;
    }

    private static String title(String slug, FrontMatterFields fields, String heading) {
        if (fields.title() != null && !fields.title().isBlank()) {
            return PlainLine.of(fields.title());
        }
        return heading == null || heading.isBlank() ? Slugs.asTitle(slug) : heading;
    }

    private Long price(FrontMatterFields fields) {
        if (fields.price() == null) {
            return null;
        }
        String named = fields.price().currencyOrNull();
        return new Money(fields.price().amount(), named == null ? currency : named).micros("price", currency);
    }

    private static List<String> tags(FrontMatterFields fields) {
        return fields.tags() == null
                ? List.of()
                : fields.tags().stream()
                        .map(tag -> shortened(tag, ArticleJson.MAX_TAG))
                        .distinct()
                        .limit(ArticleJson.MAX_TAGS)
                        .toList();
    }

    private String metadata(FrontMatterFields fields) {
        try {
            Map<String, Object> metadata = new LinkedHashMap<>(fields.metadata());
            if (!knownLanguage(fields)) {
                metadata.put("language", fields.language());
            }
            return json.writeValueAsString(metadata);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Cuts in place of refusing: other publishers accept the file. */
    static String shortened(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
