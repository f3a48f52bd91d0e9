package dev.farthing.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.article.file.Day;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads Markdown files written for Hugo, Jekyll, Ghost or MDN. */
@ApplicationScoped
class ArticleMarkdown {
    private final ObjectMapper json;
    private final String currency;

    private final ZoneId zone;
    private final Clock clock;

    ArticleMarkdown(ObjectMapper json, FarthingConfig config, Clock clock) {
        this.json = json;
        this.currency = config.currency();
        this.zone = config.zone();
        this.clock = clock;
    }

    /** A file without text, such as a section's index, becomes a draft: it has nothing to sell. */
    ArticleDraft read(String slug, byte[] bytes) {
        Misplaced.check(bytes);
        FrontMatter.Document document = FrontMatter.split(text(bytes));
        if (document.values().isEmpty() && document.body().isBlank()) {
            throw Problem.at(ProblemCode.INVALID_FIELD, "body", "The document is empty.");
        }
        FrontMatterFields fields = FrontMatterFields.of(document.values(), zone, clock.instant());
        ArticleDraft.Body body = ArticleDraft.Body.render(document.body(), separator(fields));
        FieldLimits limits = new FieldLimits();
        return new ArticleDraft(
                limits.cut("title", title(slug, fields, body.rendered().firstHeading()), ArticleJson.MAX_TITLE),
                limits.cut("summary", PlainLine.of(fields.summary()), ArticleJson.MAX_SUMMARY),
                price(fields),
                limits.tags(fields.tags()),
                limits.cut("author", fields.author(), ArticleJson.MAX_AUTHOR),
                limits.language(fields.language()),
                publishedAt(slug, fields),
                fields.expiresAt(),
                AccessPeriod.checked(fields.accessPeriod()),
                fields.previewWords(),
                status(fields, body),
                metadata(fields),
                body,
                Stream.of(document.warnings(), fields.warnings(), limits.warnings(), withoutText(fields, body))
                        .flatMap(List::stream)
                        .toList());
    }

    private static String separator(FrontMatterFields fields) {
        return fields.metadata().get(FrontMatterFields.SEPARATOR) instanceof String separator ? separator : null;
    }

    /** Jekyll's posts have their date in their name. */
    private Instant publishedAt(String slug, FrontMatterFields fields) {
        LocalDate day = fields.publishedAt() == null ? Day.inName(slug) : null;
        return day == null ? fields.publishedAt() : Day.start(day, zone);
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

    private static Article.Status status(FrontMatterFields fields, ArticleDraft.Body body) {
        return fields.draft() || body.isBlank() ? Article.Status.DRAFT : Article.Status.PUBLISHED;
    }

    private static List<Warning> withoutText(FrontMatterFields fields, ArticleDraft.Body body) {
        return body.isBlank() && !fields.draft()
                ? List.of(new Warning("body", "", "A file without text has nothing to sell, so it is a draft."))
                : List.of();
    }

    private static String title(String slug, FrontMatterFields fields, String heading) {
        if (fields.title() != null && !fields.title().isBlank()) {
            return PlainLine.of(fields.title());
        }
        return heading == null || heading.isBlank() ? Slugs.asTitle(Day.withoutDay(slug)) : heading;
    }

    private Long price(FrontMatterFields fields) {
        if (fields.price() == null) {
            return null;
        }
        String named = fields.price().currencyOrNull();
        return new Money(fields.price().amount(), named == null ? currency : named).micros("price", currency);
    }

    private String metadata(FrontMatterFields fields) {
        try {
            Map<String, Object> metadata = new LinkedHashMap<>(fields.metadata());
            // Metadata keeps a value such as en_US.UTF-8.
            if (!FieldLimits.isLanguage(fields.language())) {
                metadata.put("language", fields.language());
            }
            return json.writeValueAsString(metadata);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
