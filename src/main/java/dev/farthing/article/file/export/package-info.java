/**
 * Exports of Ghost (JSON) and WordPress (WXR, an XML) as posts whose text is Markdown.
 *
 * <p>Boundary: reads a file that is in memory, in two passes and by streaming; knows no article and no price.
 *
 * <p>Invariants: a file is read to its end before its first post is handed out, so a cut upload publishes nothing; a post whose
 * state is not certain is a draft; XML brings no entities, no DTD and no addresses to load.
 */
package dev.farthing.article.file.export;
