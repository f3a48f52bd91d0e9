package dev.farthing.article;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The free part of an article. */
@Schema(name = "Preview")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record Preview(
        String slug,
        String title,
        String summary,

        @Schema(
                description =
                        "The beginning of the text as plain text, whole sentences: by default of the first paragraph, and"
                                + " no more than a fifth of a text with a price. Empty where not even one sentence may be shown")
        String lead,

        Money price,
        List<String> tags,
        String author,
        String language,
        Instant publishedAt,
        Instant expiresAt,
        String accessPeriod,
        int wordCount,

        @Schema(description = "schema.org structured data for search engines")
        JsonLd jsonLd) {

    /** Marks paid content for search engines. */
    @Schema(name = "JsonLd")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JsonLd(
            @JsonProperty("@context") String context,
            @JsonProperty("@type") String type,
            String headline,
            String description,
            String inLanguage,
            Instant datePublished,
            Instant dateModified,
            Instant expires,
            Person author,
            int wordCount,
            String keywords,
            String url,
            boolean isAccessibleForFree,
            PaidPart hasPart,
            Offer offers) {}

    public record Person(@JsonProperty("@type") String type, String name) {}

    /** Search engines require a class selector. */
    public record PaidPart(@JsonProperty("@type") String type, boolean isAccessibleForFree, String cssSelector) {}

    public record Offer(@JsonProperty("@type") String type, String price, String priceCurrency, String url) {}

    /** Null if there is none. */
    private static String description(Article article) {
        String description = article.summary.isEmpty() ? article.lead : article.summary;
        return description.isEmpty() ? null : description;
    }

    static Preview of(Article article, String currency, String url) {
        boolean free = article.priceMicros == 0;
        Money price = Money.of(article.priceMicros, currency);
        return new Preview(
                article.slug,
                article.title,
                article.summary,
                article.lead,
                price,
                article.tags,
                article.author,
                article.language,
                article.publishedAt,
                article.expiresAt,
                article.accessPeriod,
                article.wordCount,
                new JsonLd(
                        "https://schema.org",
                        "Article",
                        article.title,
                        description(article),
                        article.language,
                        article.publishedAt,
                        article.updatedAt,
                        article.expiresAt,
                        article.author == null ? null : new Person("Person", article.author),
                        article.wordCount,
                        article.tags.isEmpty() ? null : String.join(", ", article.tags),
                        url,
                        free,
                        free ? null : new PaidPart("WebPageElement", false, ".paywall"),
                        free ? null : new Offer("Offer", price.amount(), price.currency(), url)));
    }
}
