package dev.farthing.gate;

/**
 * One version of an article in one format.
 *
 * @param text as loaded for this request; null where the terms withhold it or the content is there
 * @param content ready to send, or null until it is rendered from the text; never modified
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

    /** Its approximate size in a cache, in bytes. */
    int weight() {
        return OBJECT_OVERHEAD
                + head.title().length()
                + head.summary().length()
                + head.lead().length()
                + head.metadata().length()
                + (content == null ? 0 : content.length);
    }
}
