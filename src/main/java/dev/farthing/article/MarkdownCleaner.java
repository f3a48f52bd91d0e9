package dev.farthing.article;

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
 * Sanitizes raw HTML, gives headings ids to link to, and keeps the article's ids apart from those of the page.
 *
 * <p>An id becomes a property of {@code window} and of its form, and a target of the page's links; an article's
 * {@code id=location} must become neither. So every id gets {@link #ID_PREFIX}, and so do links within the article.
 */
final class MarkdownCleaner {
    /** Prefix of every id in an article. */
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
     * A page whose body is the sanitized HTML, written with its whitespace unchanged.
     *
     * <p>Sanitizes twice: a removed element (a button, an object) may have kept paragraphs from closing each other, and
     * only parsing the result again builds the tree that a browser builds.
     */
    static Document clean(String rawHtml) {
        Document raw = Jsoup.parseBodyFragment(withoutUnclosed(rawHtml));
        raw.getElementsByTag("svg").remove();
        raw.getElementsByTag("math").remove();
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

    /**
     * Escapes unclosed elements that hide the text after them: "use the &lt;script> tag" without backticks would hide
     * the rest of the article.
     */
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

    /** The slug, with the first free number if taken; {@code repeats} keeps the last number of each slug. */
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

    /** The id that {@code fragment} means as written, decoded, or as another renderer writes it; or null. */
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

    /** GitHub's rule, as authors expect: lower-case letters and digits, {@code _}, and {@code -} for a space. */
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

    /** Vowel signs and accents, which words of many scripts need. */
    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
