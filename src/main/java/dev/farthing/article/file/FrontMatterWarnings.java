package dev.farthing.article.file;

import dev.farthing.article.markdown.PlainText;
import dev.farthing.article.markdown.Warning;
import java.util.ArrayList;
import java.util.List;

/** Bounded: a hostile file has any number of keys, of any length. */
public final class FrontMatterWarnings {
    private static final int MOST = 20;
    private static final int LONGEST = 80;

    private final List<Warning> warnings = new ArrayList<>();

    public void add(String field, Object value, String why) {
        if (warnings.size() < MOST) {
            warnings.add(new Warning(shortened(field), shortened(String.valueOf(value)), why));
        }
    }

    public List<Warning> list() {
        return List.copyOf(warnings);
    }

    private static String shortened(String text) {
        String line = PlainText.fold(text.substring(0, Math.min(text.length(), 4 * LONGEST)));
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "…";
    }
}
