package dev.farthing.article.file.export;

import dev.farthing.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Ghost's export ({@code db[0].data}, {@code data}), or posts as its API answers them. Tags and authors come after the posts, so
 * the first pass collects them.
 */
final class GhostExport implements Export {
    /** Of an export that is full of posts with many tags each. */
    private static final int MAX_LINKS = 300_000;

    private static final Set<String> POST_COLUMNS = Set.of(
            "id",
            "uuid",
            "title",
            "slug",
            "html",
            "plaintext",
            "mobiledoc",
            "lexical",
            "markdown",
            "feature_image",
            "type",
            "page",
            "status",
            "locale",
            "language",
            "visibility",
            "published_at",
            "custom_excerpt",
            "canonical_url",
            "author_id",
            "tags",
            "authors",
            "email_only",
            "meta_description",
            "feature_image_alt",
            "feature_image_caption");

    private static final Map<String, Set<String>> FIRST_PASS = Map.of(
            "posts", Set.of("visibility"),
            "tags", Set.of("id", "name", "slug", "visibility"),
            "users", Set.of("id", "name"),
            "posts_tags", Set.of("post_id", "tag_id", "sort_order"),
            "posts_authors", Set.of("post_id", "author_id", "sort_order"),
            "posts_meta",
                    Set.of("post_id", "email_only", "meta_description", "feature_image_alt", "feature_image_caption"));

    private final ExportFile file;
    private final String site;
    private final Map<String, Map<String, String>> tags = new HashMap<>();
    private final Map<String, Map<String, String>> users = new HashMap<>();
    private final Map<String, Map<String, String>> meta = new HashMap<>();
    private final Map<String, List<Link>> tagsOf = new HashMap<>();
    private final Map<String, List<Link>> authorsOf = new HashMap<>();
    private int links;
    private int posts;
    private int priced;

    private record Link(String to, long order) {}

    private GhostExport(ExportFile file, String site) {
        this.file = file;
        this.site = site;
    }

    /** @throws Problem {@code invalid_export} */
    static GhostExport open(ExportFile file, String site) {
        GhostExport export = new GhostExport(file, site);
        if (!GhostTables.read(file, FIRST_PASS, export::collect)) {
            throw Export.refused(
                    "This JSON has no list of posts, as an export of Ghost has in db[0].data. " + ExportKind.SUPPORTED);
        }
        return export;
    }

    private boolean collect(String table, Map<String, String> row) {
        switch (table) {
            case "posts" -> {
                priced += GhostPost.isForEveryone(row) ? 0 : 1;
                Export.requireFew(++posts);
            }
            case "tags" -> tags.put(row.get("id"), row);
            case "users" -> users.put(row.get("id"), row);
            case "posts_meta" -> meta.put(row.get("post_id"), row);
            case "posts_tags" -> link(tagsOf, row, "tag_id");
            default -> link(authorsOf, row, "author_id");
        }
        return true;
    }

    private void link(Map<String, List<Link>> links, Map<String, String> row, String to) {
        if (++this.links > MAX_LINKS) {
            throw Export.refused("The export links posts to more than " + MAX_LINKS + " tags and authors.");
        }
        String order = row.getOrDefault("sort_order", "");
        links.computeIfAbsent(row.get("post_id"), post -> new ArrayList<>(2))
                .add(new Link(row.get(to), order.matches("\\d{1,9}") ? Long.parseLong(order) : 0));
    }

    @Override
    public String tool() {
        return "ghost";
    }

    @Override
    public int posts() {
        return posts;
    }

    @Override
    public int priced() {
        return priced;
    }

    @Override
    public Map<String, Integer> leftOut() {
        return new TreeMap<>();
    }

    @Override
    public void read(Predicate<ExportedPost> each) {
        GhostTables.read(file, Map.of("posts", POST_COLUMNS), (table, row) -> each.test(post(row)));
    }

    private ExportedPost post(Map<String, String> row) {
        meta.getOrDefault(row.get("id"), Map.of()).forEach(row::putIfAbsent);
        return new GhostPost(row, site).read(tags(row), authors(row));
    }

    /** Tags that begin with # are for the theme. */
    private List<String> tags(Map<String, String> row) {
        if (row.containsKey("tags")) {
            return row.get("tags").lines().filter(name -> !name.startsWith("#")).toList();
        }
        return linked(tagsOf, row, tags).stream()
                .filter(tag -> !"internal".equals(tag.get("visibility"))
                        && !tag.getOrDefault("name", "#").startsWith("#"))
                .map(tag -> tag.get("name"))
                .toList();
    }

    private List<String> authors(Map<String, String> row) {
        if (row.containsKey("authors")) {
            return row.get("authors").lines().toList();
        }
        List<Map<String, String>> found = linked(authorsOf, row, users);
        if (found.isEmpty() && users.containsKey(row.get("author_id"))) {
            found = List.of(users.get(row.get("author_id")));
        }
        return found.stream()
                .map(user -> user.getOrDefault("name", ""))
                .filter(name -> !name.isBlank())
                .toList();
    }

    private static List<Map<String, String>> linked(
            Map<String, List<Link>> links, Map<String, String> row, Map<String, Map<String, String>> table) {
        return links.getOrDefault(row.get("id"), List.of()).stream()
                .sorted((a, b) -> Long.compare(a.order(), b.order()))
                .filter(link -> table.containsKey(link.to()))
                .map(link -> table.get(link.to()))
                .toList();
    }
}
