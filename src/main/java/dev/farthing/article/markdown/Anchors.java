package dev.farthing.article.markdown;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Ids of headings, and the links to them.
 *
 * <p>An id becomes a property of {@code window} and of its form, and a target of the page's links; {@code id=location}
 * must become neither. So ids and links within the article get {@link #PREFIX}.
 */
final class Anchors {
    static final String PREFIX = "md-";

    private static final Pattern EXTERNAL = Pattern.compile("https?:|[/\\\\]{2}", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern NO_ASCII_WORD = Pattern.compile("[^A-Za-z0-9]");
    private static final Pattern BEFORE_FIRST_LETTER = Pattern.compile("^[^\\p{L}]+");
    private static final int MAX_SLUG_CHARS = 100;

    private final Document page;
    private final Omissions omissions;

    /** With those that are not in the page yet: terms get theirs only if a link needs it. */
    private final Set<String> ids = new HashSet<>();

    private final Map<String, Element> terms = new HashMap<>();

    /** From what other tools make of a heading to its id. */
    private final Map<String, String> idsByName = new HashMap<>();

    private Anchors(Document page, Omissions omissions) {
        this.page = page;
        this.omissions = omissions;
    }

    static void set(Document page, Omissions omissions) {
        Anchors anchors = new Anchors(page, omissions);
        anchors.collectIds();
        anchors.giveIds();
        for (Element link : page.body().select("a[href]")) {
            anchors.adjust(link, link.attr("href").strip());
        }
        for (Element element : page.body().select("[id]")) {
            element.attr("id", PREFIX + element.attr("id"));
        }
    }

    private void collectIds() {
        for (Element element : page.body().getAllElements()) {
            if (element.hasAttr("name") && !element.hasAttr("id")) {
                element.attr("id", element.attr("name"));
            }
            element.removeAttr("name");
        }
        for (Element anchor :
                page.body().select("h1 > a[id], h2 > a[id], h3 > a[id], h4 > a[id], h5 > a[id], h6 > a[id]")) {
            Element heading = anchor.parent();
            if (!anchor.hasAttr("href") && !anchor.hasText() && !heading.hasAttr("id")) {
                heading.attr("id", anchor.attr("id"));
                anchor.remove();
                strip(heading);
            }
        }
        for (Element element : page.body().select("[id]")) {
            if (!ids.add(element.attr("id"))) {
                // The first one is the target, as in browsers.
                element.removeAttr("id");
            }
        }
    }

    private static void strip(Element heading) {
        if (heading.lastChild() instanceof TextNode last) {
            last.text(last.getWholeText().stripTrailing());
        }
        if (heading.firstChild() instanceof TextNode first) {
            first.text(first.getWholeText().stripLeading());
        }
    }

    private void giveIds() {
        Map<String, Integer> repeats = new HashMap<>();
        for (Element element : page.body().select("h1, h2, h3, h4, h5, h6")) {
            String slug = slug(element.text());
            if (!element.hasAttr("id")) {
                element.attr("id", unused(slug, repeats));
            }
            addNames(element.attr("id"), element.attr("id"));
            addNames(element.text(), element.attr("id"));
        }
        for (Element term : page.body().select("dt")) {
            if (term.hasAttr("id")) {
                addNames(term.text(), term.attr("id"));
            } else {
                String id = unused(slug(term.text()), repeats);
                terms.put(id, term);
                addNames(id, id);
                addNames(term.text(), id);
            }
        }
        ids.forEach(id -> addNames(id, id));
    }

    private String unused(String slug, Map<String, Integer> repeats) {
        String id = slug;
        while (!ids.add(id)) {
            id = slug + "-" + repeats.merge(slug, 1, Integer::sum);
        }
        return id;
    }

    /** By letters and digits alone, as GitHub, Hugo, Zola and MDN see them; kramdown drops more. */
    private void addNames(String text, String id) {
        String name = NO_WORD.matcher(folded(text)).replaceAll("");
        idsByName.putIfAbsent(name, id);
        idsByName.putIfAbsent(BEFORE_FIRST_LETTER.matcher(name).replaceAll(""), id);
        idsByName.putIfAbsent(NO_ASCII_WORD.matcher(text).replaceAll("").toLowerCase(Locale.ROOT), id);
    }

    private static String folded(String text) {
        String cut = text.length() <= 4 * MAX_SLUG_CHARS ? text : text.substring(0, 4 * MAX_SLUG_CHARS);
        return Normalizer.normalize(cut, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
    }

    private void adjust(Element link, String address) {
        if (EXTERNAL.matcher(address).lookingAt()) {
            link.attr("rel", "noopener");
            return;
        }
        if (!address.startsWith("#")) {
            return;
        }
        String target = target(address.substring(1));
        if (target != null) {
            link.attr("href", "#" + PREFIX + target);
            if (terms.containsKey(target)) {
                terms.get(target).attr("id", target);
            }
        } else if (address.length() > 1 && !address.equalsIgnoreCase("#top")) {
            omissions.add(address, "No heading or id of this text has this name; the link leads nowhere.");
        }
    }

    /** The id as written, decoded, or by another renderer's rule; or null. */
    private String target(String fragment) {
        if (ids.contains(fragment)) {
            return fragment;
        }
        String decoded = decode(fragment);
        if (ids.contains(decoded)) {
            return decoded;
        }
        String name = NO_WORD.matcher(folded(decoded)).replaceAll("");
        return name.isEmpty() ? null : idsByName.get(name);
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
        PlainText.lower(heading.strip()).codePoints().limit(MAX_SLUG_CHARS).forEach(c -> {
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
