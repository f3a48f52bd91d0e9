package dev.farthing.article.markdown;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;

/** Makes HTML safe, and keeps of it what a reader would have seen. */
final class MarkdownCleaner {
    private static final MarkdownSafelist SAFE = new MarkdownSafelist();
    private static final Cleaner CLEANER = new Cleaner(SAFE);
    private static final Pattern HIDING = Pattern.compile(
            "<(script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext|select|svg|math)\\b",
            Pattern.CASE_INSENSITIVE);

    private MarkdownCleaner() {}

    /**
     * Sanitizes twice: a removed element (button, object) may have kept paragraphs from closing each other, and only a
     * second parse builds a browser's tree.
     */
    static Document clean(String rawHtml, Omissions omissions) {
        Document raw = Jsoup.parseBodyFragment(withoutUnclosed(rawHtml));
        ReadMore.show(raw);
        Callouts.name(raw);
        RawLists.name(raw);
        Traces.leave(raw, omissions, SAFE);
        Document page = cleaned(Jsoup.parseBodyFragment(cleaned(raw).body().html()));
        Anchors.set(page, omissions);
        return page;
    }

    /** Escapes unclosed elements: "use the &lt;script> tag" without backticks would hide the rest of the article. */
    private static String withoutUnclosed(String rawHtml) {
        Map<String, Integer> lastEnds = new HashMap<>();
        return HIDING.matcher(rawHtml).replaceAll(start -> {
            String name = start.group(1).toLowerCase(Locale.ROOT);
            int lastEnd = lastEnds.computeIfAbsent(name, n -> lastEnd(n, rawHtml));
            return lastEnd > start.start() ? start.group() : "&lt;" + start.group(1);
        });
    }

    private static int lastEnd(String name, String html) {
        Matcher end = Pattern.compile("</" + name, Pattern.CASE_INSENSITIVE).matcher(html);
        int last = -1;
        while (end.find()) {
            last = end.start();
        }
        return last;
    }

    private static Document cleaned(Document raw) {
        Document page = CLEANER.clean(raw);
        page.outputSettings().prettyPrint(false);
        return page;
    }
}
