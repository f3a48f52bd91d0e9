package dev.farthing.article.markdown;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;

/**
 * An id becomes a property of {@code window} and of its form, and a target of the page's links; {@code id=location}
 * must become neither. So ids and links within the article get {@link #ID_PREFIX}.
 */
final class MarkdownCleaner {
    static final String ID_PREFIX = "md-";

    private static final Cleaner CLEANER = new Cleaner(new MarkdownSafelist());
    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    private static final Pattern EXTERNAL = Pattern.compile("https?:|[/\\\\]{2}", Pattern.CASE_INSENSITIVE);
    private static final Pattern HIDING = Pattern.compile(
            "<(script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext|select|svg|math)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final int MAX_SLUG_CHARS = 100;

    private MarkdownCleaner() {}

    /**
     * Sanitizes twice: a removed element (button, object) may have kept paragraphs from closing each other, and only a
     * second parse builds a browser's tree.
     */
    static Document clean(String rawHtml) {
        Document raw = Jsoup.parseBodyFragment(withoutUnclosed(rawHtml));
        raw.getElementsByTag("svg").remove();
        raw.getElementsByTag("math").remove();
        ReadMore.show(raw);
        Document page = cleaned(Jsoup.parseBodyFragment(cleaned(raw).body().html()));
        Set<String> ids = giveHeadingsIds(page);
        for (Element element : page.body().getAllElements()) {
            if (element.hasAttr("id")) {
                element.attr("id", ID_PREFIX + element.attr("id"));
            }
            if (element.hasAttr("href")) {
                adjustLink(element, element.attr("href").strip(), ids);
            }
        }
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

    private static Set<String> giveHeadingsIds(Document page) {
        Set<String> ids = new HashSet<>();
        for (Element element : page.body().getAllElements()) {
            if (element.hasAttr("name") && !element.hasAttr("id")) {
                element.attr("id", element.attr("name"));
            }
            element.removeAttr("name");
            if (element.hasAttr("id")) {
                ids.add(element.attr("id"));
            }
        }
        Map<String, Integer> repeats = new HashMap<>();
        for (Element element : page.body().getAllElements()) {
            if (HEADINGS.contains(element.normalName()) && !element.hasAttr("id")) {
                element.attr("id", unused(slug(element.text()), ids, repeats));
            }
        }
        return ids;
    }

    private static String unused(String slug, Set<String> ids, Map<String, Integer> repeats) {
        String id = slug;
        while (!ids.add(id)) {
            id = slug + "-" + repeats.merge(slug, 1, Integer::sum);
        }
        return id;
    }

    private static void adjustLink(Element link, String address, Set<String> ids) {
        if (address.startsWith("#")) {
            String target = target(address.substring(1), ids);
            link.attr("href", target == null ? address : "#" + ID_PREFIX + target);
        } else if (EXTERNAL.matcher(address).lookingAt()) {
            link.attr("rel", "noopener");
        }
    }

    /** The id as written, decoded, or by another renderer's rule; or null. */
    private static String target(String fragment, Set<String> ids) {
        if (ids.contains(fragment)) {
            return fragment;
        }
        String decoded = decode(fragment);
        if (ids.contains(decoded)) {
            return decoded;
        }
        String slug = slug(decoded.replace('_', ' '));
        return ids.contains(slug) ? slug : null;
    }

    private static String decode(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return fragment;
        }
    }

    /** GitHub's rule. */
    private static String slug(String heading) {
        StringBuilder slug = new StringBuilder();
        heading.strip()
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .limit(MAX_SLUG_CHARS)
                .forEach(c -> {
                    if (Character.isWhitespace(c)) {
                        slug.append('-');
                    } else if (Character.isLetterOrDigit(c) || c == '-' || c == '_' || isMark(c)) {
                        slug.appendCodePoint(c);
                    }
                });
        return slug.isEmpty() ? "section" : slug.toString();
    }

    /** Vowel signs and accents. */
    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
