package dev.farthing.gate;

/**
 * @param text null where withheld or already rendered
 * @param content never modified; null until rendered
 */
record ArticleVersion(ArticleHead head, ArticleFormat format, ArticleText text, byte[] content) {
    private static final int OBJECT_OVERHEAD = 500;

    static ArticleVersion loaded(ArticleHead head, ArticleFormat format, ArticleText text) {
        return new ArticleVersion(head, format, text, null);
    }

    ArticleVersion rendered(byte[] result) {
        return new ArticleVersion(head, format, null, result);
    }

    boolean isRendered() {
        return content != null;
    }

    /** Approximate bytes in a cache. */
    int weight() {
        return OBJECT_OVERHEAD
                + head.title().length()
                + head.summary().length()
                + head.lead().length()
                + head.metadata().length()
                + (content == null ? 0 : content.length);
    }
}
