/**
 * Files as other tools write them: front matter, names, dates.
 *
 * <p>Boundary: knows {@code article.markdown}, but no article, no database and no HTTP beyond {@code Problem}.
 *
 * <p>Invariants: a file that cannot be read for certain is refused with its line, so that nothing is sold that its
 * publisher held back; of contradicting keys the one counts that sells less; what cannot be used is a warning; unknown
 * keys stay as metadata.
 */
package dev.farthing.article.file;
