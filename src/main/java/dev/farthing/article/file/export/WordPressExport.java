package dev.farthing.article.file.export;

import dev.farthing.web.Problem;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** WordPress' export, "WXR": an RSS feed whose items are posts, and all else that WordPress keeps in its table of posts. */
final class WordPressExport implements Export {
    /** Other types are a shop's orders, menus, styles, revisions: not texts to sell, and some of them private. */
    private static final Set<String> TYPES = Set.of("post", "page");

    private static final int MAX_KINDS = 50;
    private static final int MAX_NAMES = 200_000;

    private final ExportFile file;
    private final ZoneId zone;
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final Map<String, String> authors = new HashMap<>();
    private final Map<String, String> attachments = new HashMap<>();
    private String site;
    private String language;
    private boolean isWordPress;
    private int posts;

    private WordPressExport(ExportFile file, String site, ZoneId zone) {
        this.file = file;
        this.site = site;
        this.zone = zone;
    }

    /** @throws Problem {@code invalid_export} */
    static WordPressExport open(ExportFile file, String site, ZoneId zone) {
        WordPressExport export = new WordPressExport(file, site, zone);
        export.items(export::count);
        if (!export.isWordPress) {
            throw Export.refused("This XML is no export of WordPress (WXR), but another feed. " + ExportKind.SUPPORTED);
        }
        return export;
    }

    private boolean count(WordPressItem item) {
        String type = item.text("post_type", "post");
        isWordPress |= item.has("post_type");
        if (TYPES.contains(type)) {
            Export.requireFew(++posts);
            return true;
        }
        boolean known = leftOut.containsKey(type) || leftOut.size() < MAX_KINDS;
        leftOut.merge(known && type.matches("[\\w-]{1,50}") ? type : "others", 1, Integer::sum);
        if (type.equals("attachment") && item.has("attachment_url") && attachments.size() < MAX_NAMES) {
            attachments.put(item.text("post_id", ""), item.text("attachment_url", ""));
        }
        return true;
    }

    @Override
    public String tool() {
        return "wordpress";
    }

    @Override
    public int posts() {
        return posts;
    }

    /** WordPress knows no price. */
    @Override
    public int priced() {
        return posts;
    }

    @Override
    public Map<String, Integer> leftOut() {
        return leftOut;
    }

    @Override
    public void read(Predicate<ExportedPost> each) {
        items(item -> !TYPES.contains(item.text("post_type", "post"))
                || each.test(new WordPressPost(item, site, zone, language).read(authors, attachments)));
    }

    private void items(Predicate<WordPressItem> each) {
        try {
            SafeXml xml = new SafeXml(file);
            boolean go = true;
            for (int event = xml.next(); event != 0 && go; event = xml.next()) {
                if (event != XMLStreamReader.START_ELEMENT) {
                    continue;
                }
                String name = xml.reader().getLocalName();
                if (xml.depth() == 1 && !name.equals("rss")) {
                    throw Export.refused("This XML is no export of WordPress (WXR): it starts with <" + name + ">"
                            + (name.equals("feed") ? ", as Blogger's. " : ". ") + ExportKind.SUPPORTED);
                }
                if (xml.depth() == 3) {
                    go = inChannel(name, xml, each);
                }
            }
        } catch (XMLStreamException malformed) {
            throw Export.refused("The XML cannot be read at line "
                    + Math.max(
                            1,
                            malformed.getLocation() == null
                                    ? 1
                                    : malformed.getLocation().getLineNumber())
                    + ". Is the file whole?");
        }
    }

    private boolean inChannel(String name, SafeXml xml, Predicate<WordPressItem> each) throws XMLStreamException {
        switch (name) {
            case "item":
                return each.test(WordPressItem.read(xml));
            case "author":
                author(WordPressItem.read(xml));
                return true;
            case "wxr_version":
                isWordPress = true;
                return true;
            case "base_blog_url":
                site = site == null ? siteIn(WordPressItem.read(xml).own()) : site;
                return true;
            case "language":
                language = WordPressItem.read(xml).own();
                return true;
            default:
                return true;
        }
    }

    private void author(WordPressItem author) {
        if (authors.size() < MAX_NAMES) {
            authors.put(author.text("author_login", ""), author.text("author_display_name", ""));
        }
    }

    private static String siteIn(String address) {
        return Site.isOne(address) ? Site.withoutSlash(address) : null;
    }
}
