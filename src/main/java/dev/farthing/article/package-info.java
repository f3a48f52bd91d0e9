/**
 * Articles: publishing, listing, previews. Below it are {@code article.markdown}, {@code article.file} and {@code article.search}.
 *
 * <p>Boundary: knows no client and moves no money; the ledger knows purchases, the gate decides access.
 *
 * <p>Invariants: an article is never deleted, since its owners keep what they paid for; HTML is sanitized before it is
 * stored, and again after the sanitizer has changed; unknown front matter stays as metadata; a search tells those who may
 * not read a text which words it has, and nothing else of it.
 */
package dev.farthing.article;
