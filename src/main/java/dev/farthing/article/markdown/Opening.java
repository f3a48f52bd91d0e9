package dev.farthing.article.markdown;

import java.util.List;

/**
 * What an article begins with, and how long its text is: all that a preview is made from.
 *
 * @param paragraphs one line each, up to the author's mark; as many as {@link #MAX_CHARS} needs
 * @param marked whether the author has set a mark
 * @param words of the whole text
 * @param letters of the whole text, spaces apart
 */
public record Opening(List<String> paragraphs, boolean marked, int words, int letters) {
    /** UTF-16 units of a paragraph's lead: about a hundred words. Every 402 carries it. */
    static final int MAX_PARAGRAPH_CHARS = 600;

    /** UTF-16 units of a lead of a chosen length. */
    static final int MAX_CHARS = 4_000;

    /**
     * Whole sentences, in the text's own order: of the first paragraph, or of all up to the author's mark.
     *
     * @param percent of the text that may be shown at most
     */
    public String lead(int percent) {
        return lead(share(words, percent), percent, MAX_PARAGRAPH_CHARS, marked);
    }

    /**
     * Passes over headings, code and tables to show as many words.
     *
     * @param percent of the text that may be shown at most
     */
    public String leadOfWords(int most, int percent) {
        return lead(Math.min(most, share(words, percent)), percent, MAX_CHARS, true);
    }

    private String lead(int mostWords, int percent, int mostChars, boolean onward) {
        int mostLetters = share(letters, percent);
        StringBuilder lead = new StringBuilder();
        int shownWords = 0;
        int shownLetters = 0;
        for (String paragraph : paragraphs.subList(0, Math.min(paragraphs.size(), onward ? paragraphs.size() : 1))) {
            String gap = lead.isEmpty() ? "" : " ";
            int start = 0;
            for (int end : Sentences.ends(paragraph)) {
                String sentence = paragraph.substring(start, end);
                shownWords += MarkdownWords.count(sentence);
                shownLetters += PlainText.letters(sentence);
                boolean fits = shownWords <= mostWords
                        && shownLetters <= mostLetters
                        && lead.length() + gap.length() + sentence.length() <= mostChars;
                if (!fits) {
                    return lead.toString();
                }
                lead.append(gap).append(sentence);
                gap = "";
                start = end;
            }
        }
        return lead.toString();
    }

    private static int share(int whole, int percent) {
        return (int) (whole * (long) percent / 100);
    }
}
