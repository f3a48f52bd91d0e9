package dev.farthing.article.file.export;

import dev.farthing.web.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;

/** A post or page of WordPress. */
final class WordPressPost {
    private final WordPressItem item;
    private final String site;
    private final ZoneId zone;
    private final String language;
    private final Warnings warnings = new Warnings();

    WordPressPost(WordPressItem item, String site, ZoneId zone, String language) {
        this.item = item;
        this.site = site;
        this.zone = zone;
        this.language = language;
    }

    ExportedPost read(Map<String, String> authors, Map<String, String> attachments) {
        Instant publishedAt = publishedAt();
        boolean page = item.text("post_type", "post").equals("page");
        String author = item.text("creator", null);
        String refusal = id() == null ? "It has neither guid nor post_id." : null;
        String body = "";
        try {
            body = WordPressText.markdown(item.content(), site, warnings);
        } catch (Problem tooLarge) {
            refusal = tooLarge.getMessage();
        }
        return new ExportedPost(
                id(),
                item.text("post_id", null),
                item.text("title", null) == null
                        ? null
                        : Jsoup.parseBodyFragment(item.text("title", "")).text(),
                slug(),
                body,
                item.text("excerpt", null) == null
                        ? null
                        : Jsoup.parseBodyFragment(item.text("excerpt", "")).text(),
                item.tags(),
                author == null || authors.getOrDefault(author, "").isEmpty() ? author : authors.get(author),
                language,
                publishedAt,
                state(publishedAt, page),
                false,
                page,
                metadata(attachments),
                warnings.list(),
                refusal);
    }

    /** The guid holds the site's address, and no change of the post's own changes it. */
    private String id() {
        String number = item.text("post_id", null);
        return number == null ? item.text("guid", null) : item.text("guid", site == null ? "" : site) + "#" + number;
    }

    private Instant publishedAt() {
        Instant utc = ExportDates.wordPress(item.text("post_date_gmt", null), ZoneOffset.UTC);
        return utc == null ? ExportDates.wordPress(item.text("post_date", null), zone) : utc;
    }

    /** Written as in an address: {@code %e6%97%a5}. */
    private String slug() {
        String name = item.text("post_name", null);
        try {
            return name == null ? null : URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    private ExportedPost.State state(Instant publishedAt, boolean page) {
        String status = item.text("status", "publish");
        switch (status) {
            case "publish", "future":
                break;
            case "trash":
                return ExportedPost.State.TRASH;
            case "draft", "pending", "auto-draft":
                return ExportedPost.State.DRAFT;
            case "private":
                return draft("status", status, "Only editors saw it: imported as a draft.");
            default:
                return draft("status", status, "Not known: imported as a draft.");
        }
        if (item.has("post_password")) {
            return draft("post_password", "", "It was behind a password: imported as a draft.");
        }
        if (publishedAt == null) {
            return draft("post_date", item.text("post_date", ""), "No date: imported as a draft.");
        }
        return page ? draft("post_type", "page", GhostPost.PAGE) : ExportedPost.State.PUBLISHED;
    }

    private ExportedPost.State draft(String field, String value, String why) {
        warnings.add(field, value, why);
        return ExportedPost.State.DRAFT;
    }

    private Map<String, String> metadata(Map<String, String> attachments) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (item.has("link")) {
            metadata.put("url", item.text("link", ""));
        }
        if (attachments.containsKey(item.thumbnail())) {
            metadata.put("feature_image", attachments.get(item.thumbnail()));
        }
        return metadata;
    }
}
