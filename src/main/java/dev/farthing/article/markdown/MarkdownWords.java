package dev.farthing.article.markdown;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

public final class MarkdownWords {
    private MarkdownWords() {}

    /** Their numbers and arrows are no words. */
    static void dropFootnoteMarks(Document page) {
        page.body().getElementsByClass("footnote-ref").remove();
        page.body().getElementsByClass("footnote-backref").remove();
    }

    static String firstHeading(Document page) {
        for (Element heading : page.body().getElementsByTag("h1")) {
            String text = PlainText.fold(heading.text());
            if (!text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    /** Chinese and Japanese have no spaces: each ideograph and kana is a word, as in word processors. */
    static int count(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isWordAlone(c)) {
                words++;
                inWord = false;
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                inWord = false;
            } else if (!inWord && Character.isLetterOrDigit(c)) {
                words++;
                inWord = true;
            }
        }
        return words;
    }

    public static boolean isWordAlone(int c) {
        if (Character.isIdeographic(c)) {
            return true;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
    }
}
