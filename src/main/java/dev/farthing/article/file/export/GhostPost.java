package dev.farthing.article.file.export;

import dev.farthing.web.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;

/** One row of Ghost's posts, with those of its other tables. */
final class GhostPost {
    private static final Set<String> TRUE = Set.of("true", "1");

    /** A part of a post for some readers only; the quotes of a value are optional. */
    private static final Pattern GATED = Pattern.compile("<!--\\s*kg-gated-block:begin\\s([^\\n>]{0,200}?)-->");

    private static final Pattern GATED_END = Pattern.compile("<!--\\s*kg-gated-block:end\\s*-->");
    private static final Pattern NOT_FOR_VISITORS = Pattern.compile("nonMember:[\"']?false");
    private static final Pattern FOR_VISITORS_ONLY = Pattern.compile("memberSegment:[\"']{2}|^(?!.*memberSegment)");

    private final Map<String, String> row;
    private final String site;
    private final Warnings warnings = new Warnings();

    /** @param row changeable, without nulls */
    GhostPost(Map<String, String> row, String site) {
        this.row = row;
        this.site = site;
    }

    /** members, paid, tiers, what Ghost may add, and a post that does not say are not. */
    static boolean isForEveryone(Map<String, String> row) {
        return "public".equals(row.get("visibility"));
    }

    ExportedPost read(List<String> tags, List<String> authors) {
        String id = text("uuid") == null ? text("id") : text("uuid");
        Instant publishedAt = ExportDates.ghost(text("published_at"));
        String refusal = id == null ? "It has no id." : null;
        String body = null;
        try {
            body = body();
        } catch (Problem tooLarge) {
            refusal = tooLarge.getMessage();
        }
        if (body == null && refusal == null) {
            refusal = "It has no HTML, only what Ghost's editor keeps. Open and save it in Ghost, then export again.";
        }
        boolean page = TRUE.contains(row.getOrDefault("page", "")) || "page".equals(row.get("type"));
        return new ExportedPost(
                id,
                text("id"),
                text("title"),
                text("slug"),
                body == null ? "" : body,
                text("custom_excerpt") == null ? text("meta_description") : text("custom_excerpt"),
                tags,
                authors.isEmpty() ? null : String.join(", ", authors),
                text("locale") == null ? text("language") : text("locale"),
                publishedAt,
                state(publishedAt, page),
                isForEveryone(row),
                page,
                metadata(),
                warnings.list(),
                refusal);
    }

    private String text(String column) {
        String value = row.get(column);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private ExportedPost.State state(Instant publishedAt, boolean page) {
        String status = row.getOrDefault("status", "published");
        if (status.equals("sent") || TRUE.contains(row.getOrDefault("email_only", ""))) {
            return draft(
                    "status", status, "It was sent by e-mail only and never shown on the site: imported as a draft.");
        }
        if (status.equals("draft")) {
            return ExportedPost.State.DRAFT;
        }
        if (!status.equals("published") && !status.equals("scheduled")) {
            return draft("status", status, "Not known: imported as a draft.");
        }
        if (publishedAt == null && (text("published_at") != null || status.equals("scheduled"))) {
            return draft("published_at", row.getOrDefault("published_at", ""), "No date: imported as a draft.");
        }
        return page ? draft("type", "page", PAGE) : ExportedPost.State.PUBLISHED;
    }

    static final String PAGE = "A page of the site, not an article: imported as a draft.";

    private ExportedPost.State draft(String field, String value, String why) {
        warnings.add(field, value, why);
        return ExportedPost.State.DRAFT;
    }

    /** Null if it has a text that cannot be read. */
    private String body() {
        if (text("html") != null) {
            Document page = HtmlBlocks.parse(withoutGated(row.get("html")));
            Links.complete(page.body(), site, warnings);
            return HtmlBlocks.markdown(page);
        }
        if (text("plaintext") != null) {
            String html = Entities.escape(row.get("plaintext")).replaceAll("\\r\\n?", "\n");
            return HtmlBlocks.markdown(HtmlBlocks.parse(
                    "<p>" + html.strip().replaceAll("\\n\\s*\\n", "</p><p>").replace("\n", "<br>")));
        }
        return text("lexical") == null && text("mobiledoc") == null && text("markdown") == null ? "" : null;
    }

    /** A post that is free shows nothing that the old site kept from visitors; one that is bought has no advertisement to join. */
    private String withoutGated(String html) {
        Matcher begin = GATED.matcher(html);
        Matcher end = GATED_END.matcher(html);
        StringBuilder kept = new StringBuilder();
        int from = 0;
        while (begin.find(from) && end.find(begin.end())) {
            kept.append(html, from, begin.start());
            if (isOut(begin.group(1))) {
                warnings.add("body", begin.group(1).strip(), "A part of the text for other readers is left out.");
            } else {
                kept.append(html, begin.end(), end.start());
            }
            from = end.end();
        }
        return kept.append(html.substring(from)).toString();
    }

    private boolean isOut(String readers) {
        return (isForEveryone(row) ? NOT_FOR_VISITORS : FOR_VISITORS_ONLY)
                .matcher(readers)
                .find();
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String column : List.of("canonical_url", "feature_image", "feature_image_alt", "feature_image_caption")) {
            String value = text(column);
            String complete = value == null || !value.startsWith(Links.GHOST_URL) ? value : Links.complete(value, site);
            if (complete != null) {
                metadata.put(column, complete);
            } else if (value != null) {
                warnings.add(column, value, "It is relative to the old site: import with ?site= and its address.");
            }
        }
        if (!isForEveryone(row)) {
            metadata.put("visibility", row.get("visibility"));
        }
        return metadata;
    }
}
