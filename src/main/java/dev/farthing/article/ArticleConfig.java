package dev.farthing.article;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What holds for articles that do not say otherwise. */
@ConfigMapping(prefix = "farthing.article")
public interface ArticleConfig {

    /**
     * The price of a new Markdown document that names none, in units of {@code farthing.currency}; 0 gives it away. JSON
     * must name its price.
     */
    @WithDefault("0")
    String defaultPrice();

    /** The language of documents that name none. */
    @WithDefault("en")
    String defaultLanguage();
}
