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

    /** Of a text with a price, however long a lead its publisher asks for: the rest is what readers pay for. */
    static final int MOST_PREVIEW_PERCENT = 50;

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
        errors.require(
                config.previewPercent() >= 0 && config.previewPercent() <= MOST_PREVIEW_PERCENT,
                "farthing.article.preview-percent",
                "is a whole number from 0 to " + MOST_PREVIEW_PERCENT + "; it is " + config.previewPercent() + ".");
    }

    private static boolean isAmount(String text) {
        try {
            return Money.parseMicros(text, PRICE) >= 0;
        } catch (Problem notAnAmount) {
            return false;
        }
    }
}
