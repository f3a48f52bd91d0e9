package dev.farthing.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.article.ArticleView;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Html;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** The same for every reader. */
@ApplicationScoped
class Representations {
    private final ObjectMapper json;
    private final BookCurrency currency;

    Representations(ObjectMapper json, BookCurrency currency) {
        this.json = json;
        this.currency = currency;
    }

    byte[] render(ArticleHead head, ArticleText text, ArticleFormat format) {
        return switch (format) {
            case JSON -> json(head, text);
            case MARKDOWN -> text.body().getBytes(StandardCharsets.UTF_8);
            case HTML -> page(head, text).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] json(ArticleHead head, ArticleText text) {
        try {
            return json.writeValueAsBytes(view(head, text));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ArticleView view(ArticleHead head, ArticleText text) {
        return new ArticleView(
                head.slug(),
                head.title(),
                head.summary(),
                currency.money(head.priceMicros()),
                head.tags(),
                head.author(),
                head.language(),
                head.publishedAt(),
                head.expiresAt(),
                head.updatedAt(),
                head.accessPeriod(),
                head.status(),
                head.wordCount(),
                head.metadata(),
                text.body(),
                text.html(),
                null,
                null,
                null);
    }

    private static String page(ArticleHead head, ArticleText text) {
        String by = head.author() == null ? "" : "<p>" + Html.escape(head.author()) + "</p>\n";
        return Html.page(
                head.title(),
                head.language(),
                "<article>\n<h1>" + Html.escape(head.title()) + "</h1>\n" + by + text.html() + "\n</article>");
    }
}
