package dev.farthing.article;

import dev.farthing.article.file.FileName;
import dev.farthing.article.markdown.Warning;
import java.util.List;

/**
 * A publisher's file.
 *
 * @param slug of a new article
 * @param ownSlug whether the file itself names the slug
 * @param hash of its bytes
 * @param nameWarnings about its name and address; {@link #warnings} adds those of the draft
 */
record Upload(
        FileName name, String slug, boolean ownSlug, String hash, ArticleDraft draft, List<Warning> nameWarnings) {}
