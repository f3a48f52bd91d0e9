package dev.farthing.article;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.farthing.article.markdown.Warning;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditTarget;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Article")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record ArticleView(
        String slug,
        String title,
        String summary,
        Money price,
        List<String> tags,
        String author,
        @Schema(description = "BCP 47 language tag") String language,
        Instant publishedAt,

        @Schema(description = "From then on only owners read it; absent: never")
        Instant expiresAt,

        Instant updatedAt,

        @Schema(description = "How long a purchase lasts, an ISO-8601 duration; absent: without limit")
        String accessPeriod,

        Article.Status status,
        int wordCount,

        @Schema(description = "Front matter that is not a field of the article, unchanged", type = SchemaType.OBJECT)
        @JsonRawValue
        String metadata,

        @Schema(description = "Markdown as published") String body,

        @Schema(description = "The body as sanitized HTML") String bodyHtml,

        @Schema(
                description =
                        "Words that the free lead has at most, 0: none; absent: the shop's share of the text. Only in the"
                                + " answer to its publisher")
        Integer preview,

        @Schema(description = "What of the published file could not be used; only in the answer to its publisher")
        List<Warning> warnings,

        @Schema(description = "What POST did") Outcome outcome)
        implements AuditDetails {

    @Override
    public Map<String, String> auditDetails() {
        Map<String, String> details = new HashMap<>(Map.of("price", AuditDetails.text(price), "status", status.name()));
        if (outcome != null) {
            // No address names it.
            details.put(AuditTarget.ARTICLE.kind(), slug);
        }
        return details;
    }

    @RegisterForReflection
    public enum Outcome {
        CREATED,
        REPLACED,
        UNCHANGED
    }

    static ArticleView of(Article article, String currency, List<Warning> warnings) {
        return of(article, currency, warnings, null);
    }

    static ArticleView of(Article article, String currency, List<Warning> warnings, Outcome outcome) {
        return new ArticleView(
                article.slug,
                article.title,
                article.summary,
                Money.of(article.priceMicros, currency),
                article.tags,
                article.author,
                article.language,
                article.publishedAt,
                article.expiresAt,
                article.updatedAt,
                article.accessPeriod,
                article.status,
                article.wordCount,
                article.metadata,
                article.body,
                article.bodyHtml,
                article.previewWords,
                withEnd(article, warnings),
                outcome);
    }

    private static List<Warning> withEnd(Article article, List<Warning> warnings) {
        if (article.expiresAt == null
                || article.expiresAt.isAfter(article.publishedAt) && article.expiresAt.isAfter(article.updatedAt)) {
            return warnings;
        }
        String why = article.expiresAt.isAfter(article.publishedAt)
                ? "It has ended: only its owners read it, and nobody can buy it."
                : "It ends before it is published, so it is never on sale.";
        List<Warning> all = new ArrayList<>(warnings);
        all.add(new Warning("expiresAt", article.expiresAt.toString(), why));
        return List.copyOf(all);
    }
}
