/**
 * Markdown as publishers write it, made into HTML that is safe on a page of this service, and into plain text.
 *
 * <p>Boundary: knows no article, no database and no HTTP beyond {@code Problem}.
 *
 * <p>Invariants: only sanitized HTML leaves; nothing of a text vanishes without a {@link Warning}; the work for a text
 * is bounded.
 */
package dev.farthing.article.markdown;
