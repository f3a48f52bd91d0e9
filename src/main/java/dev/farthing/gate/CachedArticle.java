package dev.farthing.gate;

/**
 * An edition of an article in one form and, where it has been made, its text, ready to be sent.
 *
 * @param content null where it is yet to be made; never changed
 */
record CachedArticle(ArticleVersion edition, ArticleFormat form, byte[] content) {
    private static final int OBJECTS = 500;

    /** Roughly how much memory it takes, in bytes. */
    int weight() {
        return OBJECTS
                + edition.title().length()
                + edition.summary().length()
                + edition.lead().length()
                + edition.metadata().length()
                + (content == null ? 0 : content.length);
    }
}
