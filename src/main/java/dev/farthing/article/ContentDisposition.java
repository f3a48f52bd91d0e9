package dev.farthing.article;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file's name in {@code attachment; filename="x.md"; filename*=UTF-8''x.md} (RFC 6266); raw UTF-8, as shells send it, too. */
final class ContentDisposition {
    private static final Pattern EXTENDED =
            Pattern.compile("(?i);\\s*filename\\*\\s*=\\s*(UTF-8|ISO-8859-1)'[^';]*'([^;\\s]*)");

    private static final Pattern PLAIN = Pattern.compile("(?i);\\s*filename\\s*=\\s*(?:\"|([^\";\\s]+))");

    private ContentDisposition() {}

    /** Null without one. */
    static String fileName(String header) {
        if (header == null) {
            return null;
        }
        Matcher extended = EXTENDED.matcher(header);
        if (extended.find()) {
            return decoded(extended.group(2), Charset.forName(extended.group(1)));
        }
        Matcher plain = PLAIN.matcher(header);
        if (!plain.find()) {
            return null;
        }
        String name = plain.group(1) == null ? quoted(header, plain.end()) : plain.group(1);
        if (name == null) {
            return null;
        }
        // The server reads headers byte by byte.
        boolean bytes = name.chars().allMatch(letter -> letter <= 0xFF);
        return bytes ? new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8) : name;
    }

    /** Null without a quote at its end. No pattern: one with a choice for each letter overflows the stack. */
    private static String quoted(String header, int start) {
        StringBuilder name = new StringBuilder();
        for (int index = start; index < header.length(); index++) {
            char letter = header.charAt(index);
            if (letter == '"') {
                return name.toString();
            }
            if (letter == '\\' && index + 1 < header.length()) {
                index++;
            }
            name.append(header.charAt(index));
        }
        return null;
    }

    private static String decoded(String name, Charset charset) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), charset);
        } catch (IllegalArgumentException undecodable) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "Content-Disposition",
                    "filename* cannot be decoded: two hex digits follow each percent sign.");
        }
    }
}
