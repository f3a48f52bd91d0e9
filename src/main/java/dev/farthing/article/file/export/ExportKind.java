package dev.farthing.article.file.export;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a file is by its first bytes. */
public enum ExportKind {
    JSON("JSON"),
    XML("XML"),
    ZIP("a ZIP archive, as Medium and Substack export"),
    GZIP("a compressed file"),
    MOVABLE_TYPE("an export of Movable Type"),
    HTML("an HTML page"),
    OTHER("no export that this service knows");

    public static final String SUPPORTED =
            "Posts of other tools come in by POST /v1/imports as an export of Ghost (JSON) or of"
                    + " WordPress (WXR, its XML); single articles as Markdown by PUT /v1/articles/{slug}.";

    private static final Pattern MOVABLE_TYPE_LINES =
            Pattern.compile("(?s)(TITLE|AUTHOR|BASENAME|STATUS): .{0,5000}\\r?\\n-----\\r?\\nBODY:.*");

    private final String words;

    ExportKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public static ExportKind of(byte[] start) {
        if (startsWith(start, 'P', 'K', 3, 4)) {
            return ZIP;
        }
        if (startsWith(start, 0x1f, 0x8b)) {
            return GZIP;
        }
        // Without the zero bytes of UTF-16, and without a byte order mark.
        String text = new String(start, StandardCharsets.ISO_8859_1)
                .replaceAll("^[\u00EF\u00BB\u00BF\u00FE\u00FF\0\\s]+", "");
        String lower = text.substring(0, Math.min(100, text.length())).toLowerCase(Locale.ROOT);
        if (lower.startsWith("{") || lower.startsWith("[")) {
            return JSON;
        }
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return HTML;
        }
        if (lower.startsWith("<")) {
            return XML;
        }
        return MOVABLE_TYPE_LINES.matcher(text).matches() ? MOVABLE_TYPE : OTHER;
    }

    private static boolean startsWith(byte[] start, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= start.length || (start[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
