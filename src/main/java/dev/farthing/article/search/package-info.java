/**
 * Words, queries, and the SQL of full-text search.
 *
 * <p>Boundary: knows {@code article.markdown}'s words, but no article entity and no client.
 *
 * <p>Invariant: a search tells those who may not read a text which words it has, and nothing else of it.
 */
package dev.farthing.article.search;
