/**
 * Articles: publishing, listing, search, previews, Markdown.
 *
 * <p>Boundary: knows no client and no money that moves. A price is a column here; who has paid it is the ledger's
 * knowledge, who may read is the gate's.
 *
 * <p>Invariants: an article is never deleted, since owners keep what they paid for; HTML is cleaned before it is stored and
 * cleaned anew when the cleaner has changed; what a publisher sent and this service has no use for is kept as metadata.
 */
package dev.farthing.article;
