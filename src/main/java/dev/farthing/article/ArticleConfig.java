package dev.farthing.article;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Defaults for articles. */
@ConfigMapping(prefix = "farthing.article")
public interface ArticleConfig {

    /**
     * The price of a new Markdown document without one, in units of {@code farthing.currency}; 0 makes it free. JSON
     * must give a price.
     */
    @WithDefault("0")
    String defaultPrice();

    /** The language of documents without one. */
    @WithDefault("en")
    String defaultLanguage();
}
