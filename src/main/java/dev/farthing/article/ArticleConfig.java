package dev.farthing.article;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "farthing.article")
public interface ArticleConfig {

    /** For a new Markdown document without a price, in units of {@code farthing.currency}; JSON must give one. */
    @WithDefault("0")
    String defaultPrice();

    /** Of documents without one; titles are sorted by its rules. */
    @WithDefault("en")
    String defaultLanguage();

    /**
     * How much of a text with a price its lead may show, in percent of words and of letters. Holds for an article from
     * its next change on.
     */
    @WithDefault("20")
    int previewPercent();
}
