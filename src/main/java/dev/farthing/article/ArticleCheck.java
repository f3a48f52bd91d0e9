package dev.farthing.article;

import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import jakarta.enterprise.context.ApplicationScoped;

/** An invalid default fails the start, not every publisher's request. */
@ApplicationScoped
class ArticleCheck implements ConfigCheck {
    private static final String PRICE = "farthing.article.default-price";

    private final ArticleConfig config;

    ArticleCheck(ArticleConfig config) {
        this.config = config;
    }

    @Override
    public void check(ConfigErrors errors) {
        errors.require(
                isAmount(config.defaultPrice()),
                PRICE,
                "is an amount such as 0.05, with at most 6 decimals; it is '" + config.defaultPrice() + "'.");
        errors.require(
                ArticleJson.isLanguage(config.defaultLanguage()),
                "farthing.article.default-language",
                "is a tag such as en or pt-BR; it is '" + config.defaultLanguage() + "'.");
    }

    private static boolean isAmount(String text) {
        try {
            return Money.parseMicros(text, PRICE) >= 0;
        } catch (Problem notAnAmount) {
            return false;
        }
    }
}
