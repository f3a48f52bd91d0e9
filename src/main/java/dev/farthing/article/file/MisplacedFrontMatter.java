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

    private static final Pattern OBJECT = Pattern.compile(
            "\\{(?:\\s|/\\*[^*]{0,200}\\*/|//[^\\n]{0,200}\\n){0,20}[\"'\u201C\u2018]?(?<key>[A-Za-z_][\\w-]*)[\"'\u201D\u2019]?\\s*[:=]");

    /** Here a text may show front matter as an example. */
    private static final Pattern EXAMPLE =
            Pattern.compile("(?:`{3}|~{3}|<pre|<code|\\{% highlight|\\{\\{[<%] ?(?:highlight|code)).*");

    private static final Pattern KEY =
            Pattern.compile("(?<key>[\\p{L}_][\\p{L}\\p{N}_. -]{0,60}?)\\s*+[:=]\\s*+(?<value>.*)");

    /** Lines that a tool or an editor may have put before it. */
    private static final int HEAD = 20;

    private MisplacedFrontMatter() {}

    /**
     * A block of keys between two marks behind whatever stands before it: imports, a doctype, an include. For a file without front
     * matter: below its own a text may show some.
     */
    static void refuseBlock(String file) {
        int line = Lines.firstShownLine(file, 0);
        for (int seen = 0; line < file.length() && seen < HEAD; seen++) {
            String text = Lines.bare(Lines.at(file, line));
            if (EXAMPLE.matcher(text).matches()) {
                return;
            }
            if ((text.equals("---") || text.equals("+++")) && isBlock(file, Lines.next(file, line), text)) {
                throw FrontMatter.unreadable(
                        Lines.number(file, line), "it starts here, behind something else, and must stand before it");
            }
            line = Lines.next(file, line);
        }
    }

    private static boolean isBlock(String file, int start, String mark) {
        boolean titled = false;
        boolean held = false;
        int keys = 0;
        for (int line = start; line < file.length(); line = Lines.next(file, line)) {
            String text = Lines.at(file, line);
            String bare = Lines.bare(text);
            if (bare.equals(mark)) {
                return held || titled && keys > 1;
            }
            Matcher key = KEY.matcher(bare);
            boolean continued = Lines.firstShown(text, 0) > 0 || bare.startsWith("- ") || bare.startsWith("#");
            if (bare.isEmpty() || !continued && !key.matches()) {
                return false;
            }
            if (!continued) {
                keys++;
                titled |= key.group("key").equals("title");
                held |= FrontMatterHold.isHold(FrontMatterKeys.name(key.group("key")));
            }
        }
        return false;
    }

    /**
     * Keys that the text starts with, because the front matter has ended too early.
     *
     * @param from the start of the text
     * @param orPrice refuses a price, too
     */
    static void refuseBelow(String file, int from, boolean orPrice) {
        int start = Lines.firstShownLine(file, from);
        boolean changesTheSale = false;
        for (int line = start; line < file.length(); line = Lines.next(file, line)) {
            String text = Lines.bare(Lines.at(file, line));
            if (text.isEmpty() || text.equals("---") || text.equals("+++")) {
                break;
            }
            Matcher key = KEY.matcher(text);
            if (!key.matches()) {
                return;
            }
            String name = FrontMatterKeys.name(key.group("key"));
            changesTheSale |= FrontMatterHold.isCertain(name, unquoted(key.group("value")))
                    || orPrice && FrontMatterPrice.isPrice(name);
        }
        if (changesTheSale) {
            throw FrontMatter.unreadable(Lines.number(file, start), "keys stand behind its end");
        }
    }

    private static String unquoted(String value) {
        return value.replaceAll("^[\"']|[\"']$", "");
    }

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
                || marked.matches()
                        && (FrontMatterNames.isKnownLine(marked.group("rest")) || isObject(marked.group("rest")));
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
        if (isObject(file.substring(start, Math.min(file.length(), start + 500)))) {
            throw FrontMatter.unreadable(
                    Lines.number(file, start), "the keys of a JSON object stand between straight double quotes");
        }
    }

    private static boolean isObject(String text) {
        Matcher object = OBJECT.matcher(text);
        return object.lookingAt() && FrontMatterNames.isKnown(FrontMatterKeys.name(object.group("key")));
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
