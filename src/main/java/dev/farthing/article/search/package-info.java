/**
 * Words, queries, and the SQL of full-text search.
 *
 * <p>Boundary: knows no article entity and no client. Words, stems and folded accents are made here, so the database needs no
 * dictionary, and each database has the same index.
 *
 * <p>Invariant: a search tells those who may not read a text which words it has, and nothing else of it. In scripts without
 * spaces a word is a character, or a pair of them as far as {@code CharacterPairs} lets it be followed.
 */
package dev.farthing.article.search;
