package dev.farthing.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.article.Article;
import dev.farthing.article.ArticleView;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Html;
import dev.farthing.web.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Makes the forms an article is sent in. Nothing in them depends on who reads. */
@ApplicationScoped
class Representations {
    private final ObjectMapper json;
    private final String currency;

    Representations(ObjectMapper json, FarthingConfig config) {
        this.json = json;
        this.currency = config.currency();
    }

    byte[] make(ArticleVersion edition, ArticleFormat form) {
        return switch (form) {
            case JSON -> json(edition);
            case MARKDOWN -> edition.body().getBytes(StandardCharsets.UTF_8);
            case HTML -> page(edition).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] json(ArticleVersion edition) {
        try {
            return json.writeValueAsBytes(view(edition));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ArticleView view(ArticleVersion edition) {
        return new ArticleView(
                edition.slug(),
                edition.title(),
                edition.summary(),
                Money.of(edition.priceMicros(), currency),
                edition.tags(),
                edition.author(),
                edition.language(),
                edition.publishedAt(),
                edition.updatedAt(),
                edition.accessPeriod(),
                Article.Status.valueOf(edition.status()),
                edition.wordCount(),
                edition.metadata(),
                edition.body(),
                edition.html());
    }

    private static String page(ArticleVersion edition) {
        String by = edition.author() == null ? "" : "<p>" + Html.escape(edition.author()) + "</p>\n";
        return Html.page(
                edition.title(),
                edition.language(),
                "<article>\n<h1>" + Html.escape(edition.title()) + "</h1>\n" + by + edition.html() + "\n</article>");
    }
}
