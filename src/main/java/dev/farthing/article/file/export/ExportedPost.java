package dev.farthing.article.file.export;

import dev.farthing.article.markdown.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Absent values are null.
 *
 * @param id the same in each export of that site, and in no other site's
 * @param number short, the fallback of an address
 * @param slug as the old site has it, perhaps not one that this service allows
 * @param body Markdown; "" for a post without text
 * @param forEveryone the old site showed it to visitors for nothing
 * @param page part of a site, such as an imprint, not of a list of articles
 * @param refusal a sentence: why it cannot be used
 */
public record ExportedPost(
        String id,
        String number,
        String title,
        String slug,
        String body,
        String summary,
        List<String> tags,
        String author,
        String language,
        Instant publishedAt,
        State state,
        boolean forEveryone,
        boolean page,
        Map<String, String> metadata,
        List<Warning> warnings,
        String refusal) {

    public enum State {
        /** From {@code publishedAt} on. */
        PUBLISHED,
        DRAFT,
        /** Not to be taken over. */
        TRASH
    }
}
