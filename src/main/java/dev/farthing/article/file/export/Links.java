package dev.farthing.article.file.export;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Links and images of a post, which lie at its old site. */
final class Links {
    /** Stands in Ghost's exports for the address of the site. */
    static final String GHOST_URL = "__GHOST_URL__";

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|//.*|#.*", Pattern.DOTALL);
    private static final Pattern ALONE = Pattern.compile("https?://[^\\s<>]{1,2000}");
    private static final Set<String> HOLDERS = Set.of("p", "div", "figure", "body");

    private Links() {}

    /** @param site without a slash at its end, or null */
    static void complete(Element body, String site, Warnings warnings) {
        int broken = 0;
        for (Element element : body.getAllElements()) {
            element.removeAttr("srcset").removeAttr("sizes");
            for (String name : new String[] {"href", "src", "poster", "cite"}) {
                String address = element.attr(name);
                String complete = complete(address, site);
                if (complete == null) {
                    broken++;
                } else if (!complete.equals(address)) {
                    element.attr(name, complete);
                }
            }
        }
        if (broken > 0) {
            warnings.add(
                    "body",
                    broken + (broken == 1 ? " link" : " links"),
                    "They are relative to the old site: import with ?site= and its address.");
        }
    }

    /** Null if it lacks the site's address. */
    static String complete(String address, String site) {
        String visible = address.strip();
        if (visible.startsWith(GHOST_URL)) {
            return site == null ? null : site + visible.substring(GHOST_URL.length());
        }
        if (visible.isEmpty() || ABSOLUTE.matcher(visible).matches()) {
            return address;
        }
        if (site == null) {
            return null;
        }
        if (!visible.startsWith("/")) {
            return site + "/" + visible;
        }
        URI uri = URI.create(site);
        return uri.getScheme() + "://" + uri.getRawAuthority() + visible;
    }

    /** An address alone in its paragraph was an embed: a player, a post. It stays as a link. */
    static void linkEmbeds(Element body) {
        for (Element element : body.getAllElements()) {
            String text = element.childNodeSize() == 1 ? element.ownText().strip() : "";
            if (HOLDERS.contains(element.normalName()) && ALONE.matcher(text).matches()) {
                element.empty().appendElement("a").attr("href", text).text(text);
            }
        }
    }
}
