package dev.farthing.article.file.export;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Predicate;

/** A whole export, read once to know what it has. */
public sealed interface Export permits GhostExport, WordPressExport {

    /** Longer ones are more than a request should do. */
    int MAX_POSTS = 20_000;

    /**
     * @param site address of the old site for links that lack it, or null
     * @param zone of dates without one
     * @throws Problem {@code invalid_export}
     */
    static Export open(ExportFile file, String site, ZoneId zone) {
        ExportKind kind = ExportKind.of(file.start());
        return switch (kind) {
            case JSON -> GhostExport.open(file, site);
            case XML -> WordPressExport.open(file, site, zone);
            default -> throw refused("This is " + kind.words() + ". " + ExportKind.SUPPORTED);
        };
    }

    /** In words that metadata keeps: ghost or wordpress. */
    String tool();

    /** Posts that the old site did not show to everyone for nothing, or of which it does not say so. */
    int priced();

    int posts();

    /** Kinds of things that are no posts, and how many of each. */
    Map<String, Integer> leftOut();

    /** Until {@code each} says false. */
    void read(Predicate<ExportedPost> each);

    static Problem refused(String detail) {
        return Problem.of(ProblemCode.INVALID_EXPORT, detail);
    }

    static void requireFew(int posts) {
        if (posts > MAX_POSTS) {
            throw refused("An import has at most " + MAX_POSTS + " posts: export and send the years one by one.");
        }
    }
}
