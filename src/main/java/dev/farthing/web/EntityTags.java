package dev.farthing.web;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tags that a condition names (RFC 9110, 13.1). A compressor, ours or a proxy's, marks a tag by the coding, which leaves the version
 * of the article what it is.
 */
public final class EntityTags {
    private static final Pattern TAG = Pattern.compile(
            "(W/)?\"([^\"]*?)((?:--?|;)(?:gzip|x-gzip|br|zstd|deflate))?\"(?:;(?:gzip|br|zstd|deflate))?");

    private EntityTags() {}

    /**
     * @param marked as the condition has it, without quotes
     * @param value of the version, without a coding
     */
    public record Named(boolean weak, String marked, String value) {}

    /** @param lines of the header; what is no tag is left out, as are empty elements */
    public static Stream<Named> in(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(element -> TAG.matcher(element.strip()))
                .filter(Matcher::matches)
                .map(tag -> new Named(
                        tag.group(1) != null, tag.group(2) + (tag.group(3) == null ? "" : tag.group(3)), tag.group(2)));
    }

    /** Whether the condition is for any version at all. */
    public static boolean areAny(List<String> lines) {
        return lines.stream().anyMatch(line -> line.strip().equals("*"));
    }
}
