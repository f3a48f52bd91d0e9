package dev.farthing.article.file;

import dev.farthing.web.Problem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys that stand where no tool, or not every tool, reads them as front matter. As text they would be sold. */
final class MisplacedFrontMatter {
    /** Without letters and digits, or with anything behind two marks: four dashes, dashes that an editor has made one. */
    private static final Pattern MARKS =
            Pattern.compile("[^\\p{L}\\p{N}]{1,80}|(?:-{2,}|\\+{2,}|;{2,}|[\\p{Pd}]+|={3,}|\\*{3,}|_{3,}).{0,40}");

    private static final Pattern CODE = Pattern.compile("(?:`{3,}|~{3,}).*");

    private static final Pattern MARKED = Pattern.compile("(?:-{3,}|\\+{3,}|;{3,})\\s*(?<rest>.{1,200})");

    private static final Pattern HEADING = Pattern.compile("#{1,6}(?:\\s.*)?");

    private static final Pattern OBJECT =
            Pattern.compile("\\{\\s*[\"'\u201C\u2018]?(?<key>[A-Za-z_][\\w-]*)[\"'\u201D\u2019]?\\s*[:=]");

    private MisplacedFrontMatter() {}

    /**
     * @param from the start of the text
     * @param behind looks behind comments and headings, too: for a file without front matter
     */
    static void refuse(String file, int from, boolean behind) {
        int line = Lines.firstShownLine(file, from);
        for (int skipped = 0; line < file.length() && skipped < (behind ? 4 : 1); skipped++) {
            String text = Lines.bare(Lines.at(file, line));
            if (isFenceOfKeys(text, file, line)) {
                throw FrontMatter.unreadable(
                        Lines.number(file, line),
                        skipped == 0
                                ? "keys follow a line that is not --- or +++"
                                : "it starts here, behind a comment or a heading, and must stand before them");
            }
            int next = behindCommentOrHeading(text, file, line);
            if (next < 0) {
                if (skipped > 0) {
                    refuseProperties(file, line);
                }
                return;
            }
            line = Lines.firstShownLine(file, next);
        }
    }

    private static boolean isFenceOfKeys(String text, String file, int line) {
        Matcher marked = MARKED.matcher(text);
        return MARKS.matcher(text).matches()
                        && !CODE.matcher(text).matches()
                        && hasKnownKey(file, Lines.next(file, line))
                || marked.matches() && FrontMatterNames.isKnownLine(marked.group("rest"));
    }

    /** -1 if the line starts neither, nor is a directive of YAML. */
    private static int behindCommentOrHeading(String text, String file, int line) {
        int end = text.startsWith("<!--") ? file.indexOf("-->", line) : -1;
        boolean skips = HEADING.matcher(text).matches() || text.startsWith("%YAML") || text.startsWith("%TAG");
        return end >= 0 ? Lines.next(file, end) : skips ? Lines.next(file, line) : -1;
    }

    /** As Notion writes a page's properties, below its title: refused if they would keep it from sale, or set its price. */
    private static void refuseProperties(String file, int line) {
        FrontMatter.Document keys = BareMetadata.paragraph(file, line);
        if (keys == null) {
            return;
        }
        boolean changeTheSale;
        try {
            FrontMatterFields fields = FrontMatterFields.of(keys.values(), ZoneOffset.UTC, Instant.EPOCH);
            changeTheSale = fields.draft() || fields.price() != null || fields.expiresAt() != null;
        } catch (Problem unreadable) {
            changeTheSale = true;
        }
        if (changeTheSale) {
            throw FrontMatter.unreadable(
                    Lines.number(file, line),
                    "keys stand behind a comment or a heading; front matter stands before them");
        }
    }

    /** {@code {title: "x"}} and the like. */
    static void refuseObject(String file, int start) {
        Matcher object = OBJECT.matcher(file).region(start, Math.min(file.length(), start + 500));
        if (object.lookingAt() && FrontMatterNames.isKnown(FrontMatterKeys.name(object.group("key")))) {
            throw FrontMatter.unreadable(
                    Lines.number(file, start), "the keys of a JSON object stand between straight double quotes");
        }
    }

    /** In the lines up to the first blank one behind something. */
    static boolean hasKnownKey(String file, int start) {
        for (int line = Lines.firstShownLine(file, start); line < file.length(); line = Lines.next(file, line)) {
            String text = Lines.bare(Lines.at(file, line));
            if (text.isEmpty()) {
                return false;
            }
            if (FrontMatterNames.isKnownLine(text)) {
                return true;
            }
        }
        return false;
    }

    /** Skips blank lines and comments. */
    static String firstContent(String file, int start) {
        for (int line = start; line < file.length(); line = Lines.next(file, line)) {
            String content = Lines.bare(Lines.at(file, line));
            if (!content.isEmpty() && !content.startsWith("#")) {
                return content;
            }
        }
        return "";
    }
}
